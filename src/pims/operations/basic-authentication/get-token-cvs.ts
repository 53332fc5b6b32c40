import { Type } from '@sinclair/typebox'
import { holdToken } from '../../device/device-tokens.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { oneOf } from '../../language/parameter.ts'

/** pims.authentication.token – cvs */
export const getTokenCvs = defineOperation({
  of: 'get.token.cvs',
  summary: 'The access token for the connected-vehicle services',
  parameters: {
    action: oneOf('get', 'refresh')
  },
  output: {
    type: Type.Literal('cvs'),
    token: Type.String({ examples: ['XXi2oI9Fglmgivv7RAJ7i'] })
  },

  run ({ action }, context) {
    return { type: 'cvs' as const, token: holdToken(context, 'cvs', action).value }
  }
})
