import { defineOperation } from '../operation.ts'
import { onlyOn, optional, platformObject, text } from '../parameter.ts'

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
  errors: [2001, 2101, 2102, 2368]
})
