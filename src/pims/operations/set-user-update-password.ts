import { defineOperation } from '../operation.ts'
import { onlyOn, optional, platformObject, text } from '../parameter.ts'

/** pims.authentication.user – updatePassword */
export const setUserUpdatePassword = defineOperation({
  component: 'BasicAuthentication',
  verb: 'set',
  api: 'pims.authentication.user',
  selector: { parameter: 'action', value: 'updatePassword' },
  since: '2.0',
  summary: 'Opens the page that changes the password',
  parameters: {
    local: optional(text('en')),
    context: onlyOn('Android only', platformObject('context'))
  },
  output: {},
  identity: 'optional',
  errors: [2001, 2101, 2102, 2368],

  // The mock knows no passwords: the page succeeds for whoever is signed in, and is left (2368) where nobody is.
  run (_, { account, fail }) {
    if (account === undefined) throw fail(2368, { reason: 'nobody is signed in' })
  }
})
