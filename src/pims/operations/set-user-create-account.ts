import { defineOperation } from '../operation.ts'
import { onlyOn, optional, platformObject, text } from '../parameter.ts'

/** pims.authentication.user – createAccount */
export const setUserCreateAccount = defineOperation({
  component: 'BasicAuthentication',
  verb: 'set',
  api: 'pims.authentication.user',
  selector: { parameter: 'action', value: 'createAccount' },
  since: '2.0',
  summary: 'Opens the page that creates an account',
  parameters: {
    local: optional(text('en')),
    context: onlyOn('Android only', platformObject('context'))
  },
  output: {},
  errors: [2001, 2101, 2102, 2368]
})
