import { Type } from '@sinclair/typebox'
import { literals } from '../../../lib/literals.ts'
import { heldToken, holdToken } from '../../device/device-tokens.ts'
import { defineOperation } from '../../language/define-operation.ts'
import { oneOf, type Parameter } from '../../language/parameter.ts'
import { PimsError } from '../../language/pims-error.ts'

/** Of whom there is a token: of the user, of the session which the PIN has opened. */
const TYPES = ['cognito', 'session'] as const

const word = oneOf('get', 'refresh')
/** The vendor documents an array, with a word as the example. */
const action: Parameter<'get' | 'refresh'> = {
  ...word,
  schema: Type.Union([word.schema, Type.Array(word.schema, { minItems: 1, maxItems: 1 })], { examples: ['get'] }),
  isList: true,
  read: (value, reading) => word.read(Array.isArray(value) && value.length === 1 ? value[0] : value, reading)
}

/** pims.authentication.token, of FCA's brands */
export const getTokenFca = defineOperation({
  of: 'get.token',
  summary: "The Cognito token of the user, or that of the session which the PIN has opened, for FCA's brands",
  parameters: {
    type: oneOf(...TYPES),
    action
  },
  output: {
    token: Type.String(),
    type: literals(TYPES, { examples: ['cognito'] })
  },

  run ({ type, action }, context) {
    if (type === 'session' && heldToken(context, 'session') === undefined) {
      throw new PimsError(2102, { parameter: 'type', reason: 'no session is open on this device: pims.authentication.session opens one with the PIN' })
    }
    return { token: holdToken(context, type, action).value, type }
  }
})
