import { checkCode, consumeCode } from '../../../sms/check-code.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { phoneNumber, smsCode } from '../../language/parameter.ts'

/** pims.authentication.smscode – addPhoneNumber */
export const setSmscodeAddPhoneNumber = defineOperation({
  of: 'set.smscode.addPhoneNumber',
  summary: 'Adds the trusted phone number to an account without one',
  parameters: {
    smsCode: smsCode(),
    phoneNumber: phoneNumber()
  },
  fails: [2102],

  // Neither 2305 nor 2390 is documented here: what is wrong with the code or the number is an invalid parameter.
  run ({ smsCode, phoneNumber }, { sandbox, account, fail }) {
    const { accounts } = sandbox
    const isRegistered = account.trustedPhoneNumber !== null || accounts.findByPhone(phoneNumber) !== undefined
    if (isRegistered) throw fail(2102, { parameter: 'phoneNumber', reason: 'the account has a number already, or another account has this one' })
    const { verdict, reason } = checkCode(sandbox, account, 'phoneNumberCertification', smsCode, phoneNumber)
    if (verdict !== 'right') throw fail(2102, { parameter: 'smsCode', reason })
    consumeCode(sandbox, account, 'phoneNumberCertification')
    accounts.put({ ...account, trustedPhoneNumber: phoneNumber })
  }
})
