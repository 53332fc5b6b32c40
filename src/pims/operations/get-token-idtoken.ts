import { Type } from '@sinclair/typebox'
import { defineOperation } from '../operation.ts'
import { oneOf } from '../parameter.ts'

/** pims.authentication.token – idtoken */
export const getTokenIdtoken = defineOperation({
  component: 'BasicAuthentication',
  verb: 'get',
  api: 'pims.authentication.token',
  selector: { parameter: 'type', value: 'idtoken' },
  since: '2.0',
  summary: 'The OpenID Connect id token of the user',
  parameters: {
    action: oneOf('get', 'refresh')
  },
  output: {
    type: Type.Literal('idtoken'),
    token: Type.String({ examples: ['XXi2oI9Fglmgivv7RAJ7i'] })
  },
  errors: [2001, 2006, 2101, 2102, 2201, 2202, 2204, 2301]
})
