import { defineOperation } from '../../language/define-operation.ts'
import { openPage } from './login-page.ts'
import { chosenAccount, signIn } from '../../device/sign-in.ts'

/** pims.authentication.user – forcedLogin */
export const setUserForcedLogin = defineOperation({
  of: 'set.user.forcedLogin',
  ...openPage,
  identity: 'optional',
  summary: 'Signs in anew, whoever is signed in',

  run (_, context) {
    signIn(context, chosenAccount(context))
  }
})
