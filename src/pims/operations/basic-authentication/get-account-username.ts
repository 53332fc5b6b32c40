import { Type } from '@sinclair/typebox'
import { defineOperation } from '../../language/define-operation.ts'
import { oneOf } from '../../language/parameter.ts'

/** pims.authentication.account – username */
export const getAccountUsername = defineOperation({
  of: 'get.account.username',
  summary: 'The login of the user who is signed in',
  parameters: {
    actionType: oneOf('basic')
  },
  output: {
    username: Type.String({ examples: ['myname@mail.com'] })
  },

  run (_, { account }) {
    return { username: account.login }
  }
})
