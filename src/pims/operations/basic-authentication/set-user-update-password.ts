import { defineOperation } from '../../language/define-operation.ts'
import { openPage } from './login-page.ts'

/** pims.authentication.user – updatePassword */
export const setUserUpdatePassword = defineOperation({
  ...openPage,
  selector: { parameter: 'action', value: 'updatePassword' },
  summary: 'Opens the page that changes the password',

  // The mock knows no passwords: the page succeeds for whoever is signed in.
  run () {}
})
