import { defineOperation } from '../operation.ts'
import { onlyOn, optional, platformObject, text } from '../parameter.ts'
import { chosenAccount, signIn } from '../sign-in.ts'

/** pims.authentication.user – forcedLogin */
export const setUserForcedLogin = defineOperation({
  component: 'BasicAuthentication',
  verb: 'set',
  api: 'pims.authentication.user',
  selector: { parameter: 'action', value: 'forcedLogin' },
  since: '2.0',
  summary: 'Signs in anew, whoever is signed in',
  parameters: {
    local: optional(text('en')),
    context: onlyOn('Android only', platformObject('context'))
  },
  output: {},
  identity: 'optional',
  errors: [2001, 2101, 2102, 2368],

  run (_, visit) {
    signIn(visit, chosenAccount(visit))
  }
})
