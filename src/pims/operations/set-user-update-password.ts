import { defineOperation } from '../operation.ts'
import { openPage } from '../page.ts'

/** pims.authentication.user – updatePassword */
export const setUserUpdatePassword = defineOperation({
  ...openPage,
  identity: 'optional',
  selector: { parameter: 'action', value: 'updatePassword' },
  summary: 'Opens the page that changes the password',

  // The mock knows no passwords: the page succeeds for whoever is signed in, and is left (2368) where nobody is.
  run (_, { account, fail }) {
    if (account === undefined) throw fail(2368, { reason: 'nobody is signed in' })
  }
})
