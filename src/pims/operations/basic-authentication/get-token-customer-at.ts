import { Type } from '@sinclair/typebox'
import { holdToken } from '../../device/device-tokens.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { oneOf } from '../../language/parameter.ts'

/** pims.authentication.token – customerAt */
export const getTokenCustomerAt = defineOperation({
  component: 'BasicAuthentication',
  verb: 'get',
  api: 'pims.authentication.token',
  selector: { parameter: 'type', value: 'customerAt' },
  since: '2.0',
  summary: 'The access token of the customer',
  parameters: {
    action: oneOf('get', 'refresh')
  },
  output: {
    type: Type.Literal('customerAt'),
    token: Type.String({ examples: ['XXi2oI9Fglmgivv7RAJ7i'] })
  },
  errors: [2001, 2006, 2101, 2102, 2201, 2202, 2204, 2301],

  run ({ action }, context) {
    return { type: 'customerAt' as const, token: holdToken(context, 'customerAt', action).value }
  }
})
