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
    const account = sandbox.accounts.findLogin(email)
    if (account?.family !== 'fca' || account.gigya === undefined) throw new PimsError(2102, { parameter: 'email', reason: "no account of FCA's brands (family: fca) has this login" })
    sandbox.accounts.put({ ...account, gigya: { ...account.gigya, resetMailAt: new Date(sandbox.clock.now()).toISOString() } })
  }
})
