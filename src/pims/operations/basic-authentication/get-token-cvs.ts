import { Type } from '@sinclair/typebox'
import { holdToken } from '../../device/device-tokens.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { oneOf } from '../../language/parameter.ts'

/** pims.authentication.token – cvs */
export const getTokenCvs = defineOperation({
  component: 'BasicAuthentication',
  verb: 'get',
  api: 'pims.authentication.token',
  selector: { parameter: 'type', value: 'cvs' },
  since: '2.0',
  summary: 'The access token for the connected-vehicle services',
  parameters: {
    action: oneOf('get', 'refresh')
  },
  output: {
    type: Type.Literal('cvs'),
    token: Type.String({ examples: ['XXi2oI9Fglmgivv7RAJ7i'] })
  },
  errors: [2001, 2006, 2101, 2102, 2201, 2202, 2204, 2301],

  run ({ action }, context) {
    return { type: 'cvs' as const, token: holdToken(context, 'cvs', action).value }
  }
})
