import { checkEnrolment, enrolDevice } from '../../../inwebo/enrol-device.ts'
import { failIfPostSyncFails } from '../../../inwebo/account-checks.ts'
import { checkCode, consumeCode } from '../../../sms/check-code.ts'
import { checkNotDisabled } from '../../device/check-inwebo-state.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { phoneNumber, pinCode, smsCode } from '../../language/parameter.ts'

/** pims.authentication.enrollment – enrollWithPhoneNumber */
export const setEnrollmentEnrollWithPhoneNumber = defineOperation({
  of: 'set.enrollment.enrollWithPhoneNumber',
  aliases: ['enrollmentWithPhoneNumber'],
  summary: 'Enrols this device and adds the phone number, in one',
  parameters: {
    pinCode: pinCode(),
    smsCode: smsCode(),
    phoneNumber: phoneNumber()
  },
  fails: [2305, 2390],

  run ({ pinCode, smsCode, phoneNumber }, context) {
    const { sandbox, account, deviceId, fail } = context
    checkNotDisabled(context)
    checkEnrolment(sandbox, account)
    // It is for accounts without a number: one that has another is told 2390 too.
    if (account.trustedPhoneNumber !== null) throw fail(2390, { reason: `${account.id} has the number ${account.trustedPhoneNumber} already` })
    const holder = sandbox.accounts.findByPhone(phoneNumber)
    if (holder !== undefined) throw fail(2390, { reason: `${phoneNumber} is the number of ${holder.id}` })
    // 2306 is not documented here, so an expired code is an invalid one.
    const { verdict, reason } = checkCode(sandbox, account, 'phoneNumberCertification', smsCode, phoneNumber)
    if (verdict !== 'right') throw fail(2305, { reason })
    const enrolled = enrolDevice(sandbox, account, { deviceId, name: deviceId, pin: pinCode })
    consumeCode(sandbox, account, 'phoneNumberCertification')
    sandbox.accounts.put({ ...enrolled.account, trustedPhoneNumber: phoneNumber })
    failIfPostSyncFails(account)
  }
})
