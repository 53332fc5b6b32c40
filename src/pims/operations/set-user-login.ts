import { defineOperation } from '../operation.ts'
import { onlyOn, optional, platformObject, text } from '../parameter.ts'
import { chosenAccount, signIn } from '../sign-in.ts'

/** pims.authentication.user – login */
export const setUserLogin = defineOperation({
  component: 'BasicAuthentication',
  verb: 'set',
  api: 'pims.authentication.user',
  selector: { parameter: 'action', value: 'login' },
  since: '2.0',
  summary: 'Opens the login page and signs in',
  parameters: {
    local: optional(text('en')),
    context: onlyOn('Android only', platformObject('context'))
  },
  output: {},
  identity: 'optional',
  errors: [2001, 2101, 2102, 2368],

  // X-Login-As stands for what the user would choose on the login page; without it, whoever is signed in stays.
  run (_, visit) {
    if (visit.typed === undefined && visit.account !== undefined) signIn(visit, visit.account)
    else signIn(visit, chosenAccount(visit))
  }
})
