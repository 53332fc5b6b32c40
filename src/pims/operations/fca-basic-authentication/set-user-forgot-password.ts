import { userOf } from '../../device/gigya.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { text } from '../../language/parameter.ts'
import { PimsError } from '../../language/pims-error.ts'

/** pims.authentication.user – forgotPassword */
export const setUserForgotPassword = defineOperation({
  of: 'set.user.forgotPassword',
  summary: "Asks for a mail to set a new password, for FCA's brands; no mail is sent, the account shows when (gigya.resetMailAt)",
  parameters: {
    email: text('myname@mail.com')
  },

  run ({ email }, { sandbox }) {
    const user = userOf(sandbox.accounts.findLogin(email))
    if (user === undefined) throw new PimsError(2102, { parameter: 'email', reason: "no account of FCA's brands (family: fca) has this login" })
    sandbox.accounts.put({ ...user.account, gigya: { ...user.gigya, resetMailAt: new Date(sandbox.clock.now()).toISOString() } })
  }
})
