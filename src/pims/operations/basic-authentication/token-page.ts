import { Type } from '@sinclair/typebox'
import { oneOf } from '../../language/parameter.ts'

/** What the operations have in common that give a token of the user. */
export const tokenPage = <const Name extends string>(type: Name) => ({
  parameters: {
    action: oneOf('get', 'refresh')
  },
  output: {
    type: Type.Literal(type),
    token: Type.String({ examples: ['XXi2oI9Fglmgivv7RAJ7i'] })
  }
})
