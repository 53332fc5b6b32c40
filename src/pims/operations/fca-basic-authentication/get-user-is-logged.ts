import { Type } from '@sinclair/typebox'
import { defineOperation } from '../../language/define-operation.ts'

/** pims.authentication.user – isLogged */
export const getUserIsLogged = defineOperation({
  of: 'get.user.isLogged',
  identity: 'optional',
  summary: "Whether somebody is signed in, for FCA's brands",
  output: {
    isLogged: Type.Boolean({ examples: [true] })
  },
  run: (_, { account }) => ({ isLogged: account !== undefined })
})
