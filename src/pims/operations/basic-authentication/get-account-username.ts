import { Type } from '@sinclair/typebox'
import { defineOperation } from '../../language/define-operation.ts'
import { oneOf } from '../../language/parameter.ts'

/** pims.authentication.account – username */
export const getAccountUsername = defineOperation({
  component: 'BasicAuthentication',
  verb: 'get',
  api: 'pims.authentication.account',
  selector: { parameter: 'type', value: 'username' },
  since: '2.0',
  summary: 'The login of the user who is signed in',
  parameters: {
    actionType: oneOf('basic')
  },
  output: {
    username: Type.String({ examples: ['myname@mail.com'] })
  },
  errors: [2001, 2101, 2102, 2301],

  run (_, { account }) {
    return { username: account.login }
  }
})
