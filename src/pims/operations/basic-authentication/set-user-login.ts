import { defineOperation } from '../../language/define-operation.ts'
import { openPage } from './login-page.ts'
import { chosenAccount, signIn } from '../../device/sign-in.ts'

/** pims.authentication.user – login */
export const setUserLogin = defineOperation({
  of: 'set.user.login',
  ...openPage,
  identity: 'optional',
  summary: 'Opens the login page and signs in',

  // X-Login-As stands for what the user would choose on the login page; without it, whoever is signed in stays.
  run (_, context) {
    if (context.loginAs === undefined && context.account !== undefined) signIn(context, context.account)
    else signIn(context, chosenAccount(context))
  }
})
