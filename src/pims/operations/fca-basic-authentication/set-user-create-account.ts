import { createAccount } from '../../device/create-account.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { text } from '../../language/parameter.ts'

/** pims.authentication.user – createAccount, of FCA's brands */
export const setUserCreateAccountFca = defineOperation({
  of: 'set.user.createAccount.FCABasicAuthentication',
  identity: 'optional',
  summary: "Creates an account with an e-mail address and a password, for FCA's brands, and signs it in",
  parameters: {
    email: text('myname@mail.com')
  },
  run: ({ email }, context) => createAccount(context, { family: 'fca', login: email })
})
