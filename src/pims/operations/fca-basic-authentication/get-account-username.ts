import { Type } from '@sinclair/typebox'
import { defineOperation } from '../../language/define-operation.ts'

/** pims.authentication.account – username, of FCA's brands */
export const getAccountUsernameFca = defineOperation({
  of: 'get.account.username.FCABasicAuthentication',
  summary: "The login of the user who is signed in, for FCA's brands",
  output: {
    username: Type.String({ examples: ['myname@mail.com'] })
  },
  run: (_, { account }) => ({ username: account.login })
})
