import { isLogin } from '../../../sandbox/accounts/account.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { openPage } from './login-page.ts'

/** pims.authentication.user – updateLogin */
export const setUserUpdateLogin = defineOperation({
  of: 'set.user.updateLogin',
  ...openPage,
  summary: 'Opens the page that changes the login',
  fails: [2102],

  // X-Login-As is the new login that the user types; without it nothing changes.
  run (_, { sandbox, account, loginAs, fail }) {
    if (loginAs === undefined) return
    if (!isLogin(loginAs)) throw fail(2102, { parameter: 'X-Login-As', reason: 'a login is one line of at most 200 characters' })
    sandbox.accounts.put({ ...account, login: loginAs })
  }
})
