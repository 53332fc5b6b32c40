import { defineOperation } from '../../language/define-operation.ts'
import { openPage } from './login-page.ts'

/** pims.authentication.user – updatePassword */
export const setUserUpdatePassword = defineOperation({
  of: 'set.user.updatePassword',
  ...openPage,
  summary: 'Opens the page that changes the password',

  // The mock knows no passwords: the page succeeds for whoever is signed in.
  run () {}
})
