import { defineOperation } from '../operation.ts'
import { openPage } from '../page.ts'
import { chosenAccount, signIn } from '../sign-in.ts'

/** pims.authentication.user – login */
export const setUserLogin = defineOperation({
  ...openPage,
  identity: 'optional',
  selector: { parameter: 'action', value: 'login' },
  summary: 'Opens the login page and signs in',

  // X-Login-As stands for what the user would choose on the login page; without it, whoever is signed in stays.
  run (_, visit) {
    if (visit.typed === undefined && visit.account !== undefined) signIn(visit, visit.account)
    else signIn(visit, chosenAccount(visit))
  }
})
