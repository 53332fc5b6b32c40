import { checkEnrolment, enrolDevice } from '../../../inwebo/enrol-device.ts'
import { checkPin } from '../../../inwebo/pin.ts'
import { failIfPostSyncFails } from '../../../inwebo/account-checks.ts'
import { checkCode, consumeCode } from '../../../sms/check-code.ts'
import { checkInweboState, checkNotDisabled, isEnrolled } from '../../device/check-inwebo-state.ts'
import { defineOperation } from '../../language/define-operation.ts'
import type { Caller } from '../../language/operation.ts'
import { activationCode, onlyOn, pinCode } from '../../language/parameter.ts'
import { enrolledCode, rememberCode, verifiedCode } from '../../device/verified-codes.ts'

/** pims.authentication.enrollment – enroll */
export const setEnrollmentEnroll = defineOperation({
  of: 'set.enrollment.enroll',
  summary: 'Enrols this device',
  parameters: {
    pinCode: pinCode(),
    smsCode: onlyOn('iOS only', activationCode())
  },
  fails: [2101, 2305],

  run ({ pinCode, smsCode }, context) {
    const { sandbox, account, deviceId, fail } = context
    const code = smsCode ?? verifiedCode(context)
    if (code === undefined) throw fail(2101, { parameter: 'smsCode', reason: `smsCode is missing, and no enrollment code was verified on ${deviceId} before` })
    if (isRepeated(context, code)) return validatePin(context, pinCode)

    checkNotDisabled(context)
    checkEnrolment(sandbox, account)
    // 2306 is not documented here, so an expired code is an invalid one.
    const { verdict, reason } = checkCode(sandbox, account, 'enrollment', code)
    if (verdict !== 'right') throw fail(2305, { reason })
    enrolDevice(sandbox, account, { deviceId, name: deviceId, pin: pinCode, isOnly: sandbox.codes.get(account.id, 'enrollment')?.replacesDevices })
    consumeCode(sandbox, account, 'enrollment')
    rememberCode(context, code, 'enrolled')
    failIfPostSyncFails(account)
  }
})

/**
 * Whether the code has enrolled this device already: the vendor's tutorial enrols in step 7 and again, by the same call,
 * in step 8, to have the PIN checked; and an app repeats a call whose answer was lost.
 */
const isRepeated = (context: Caller, code: string): boolean =>
  isEnrolled(context) && enrolledCode(context) === code && context.sandbox.codes.get(context.account.id, 'enrollment')?.code !== code

function validatePin (context: Caller, pinCode: string): void {
  const { sandbox, account } = context
  checkInweboState(context)
  checkPin(sandbox, account, pinCode)
}
