import { createAccount } from '../../device/create-account.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { openPage } from './login-page.ts'

/** pims.authentication.user – createAccount */
export const setUserCreateAccount = defineOperation({
  of: 'set.user.createAccount',
  ...openPage,
  identity: 'optional',
  summary: 'Opens the page that creates an account',

  run: (_, context) => createAccount(context)
})
