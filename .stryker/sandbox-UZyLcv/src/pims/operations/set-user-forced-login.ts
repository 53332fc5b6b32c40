// @ts-nocheck
import { defineOperation } from '../define-operation.ts'
import { openPage } from '../page.ts'
import { chosenAccount, signIn } from '../sign-in.ts'

/** pims.authentication.user – forcedLogin */
export const setUserForcedLogin = defineOperation({
  ...openPage,
  identity: 'optional',
  selector: { parameter: 'action', value: 'forcedLogin' },
  summary: 'Signs in anew, whoever is signed in',

  run (_, context) {
    signIn(context, chosenAccount(context))
  }
})
