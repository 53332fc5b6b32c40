import { createAccount } from '../../device/create-account.ts'
import { defineOperation } from '../../language/define-operation.ts'

/** pims.authentication.user – createAccount by a social network */
export const setUserCreateAccountIsSocial = defineOperation({
  of: 'set.user.createAccount.isSocial',
  identity: 'optional',
  summary: "Creates an account by a social network, for FCA's brands, and signs it in; X-Login-As is its id",
  run: (_, context) => createAccount(context, { family: 'fca' })
})
