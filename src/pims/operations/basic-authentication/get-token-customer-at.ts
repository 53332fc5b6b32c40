import { Type } from '@sinclair/typebox'
import { holdToken } from '../../device/device-tokens.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { oneOf } from '../../language/parameter.ts'

/** pims.authentication.token – customerAt */
export const getTokenCustomerAt = defineOperation({
  of: 'get.token.customerAt',
  summary: 'The access token of the customer',
  parameters: {
    action: oneOf('get', 'refresh')
  },
  output: {
    type: Type.Literal('customerAt'),
    token: Type.String({ examples: ['XXi2oI9Fglmgivv7RAJ7i'] })
  },

  run ({ action }, context) {
    return { type: 'customerAt' as const, token: holdToken(context, 'customerAt', action).value }
  }
})
