import { Type } from '@sinclair/typebox'
import { errorCodes, hasSubCodes, isErrorCode } from '../codes/catalogue.ts'
import { closedObject } from '../lib/closed-object.ts'
import { Invalid } from '../lib/errors.ts'
import { LONGEST_NAME } from '../words/bounds.ts'
import { isNetworkCode } from '../words/network-codes.ts'
import { defineKind } from './kind.ts'

const Word = Type.String({ minLength: 1, maxLength: LONGEST_NAME })

/** A code in place of the answer. */
export const errorEffect = defineKind({
  schema: closedObject({
    error: Type.Integer({ description: 'A PIMS code; on other faces it appears as their own error' }),
    parameter: Type.Optional(Word),
    component: Type.Optional(Word),
    subCode: Type.Optional(closedObject({
      code: Type.Union([Type.Integer(), Word]),
      label: Type.String({ maxLength: 200 })
    }, { description: 'The code of another system beneath 2204, 2205 or 2209' })),
    wire: Type.Optional(Type.String({ pattern: '^NOK(:[A-Za-z0-9_ ]{1,30})?$', description: 'On the faces of inWebo, this error string in place of the one that the code has' }))
  }),
  explain: ({ error }) => `fails % with ${error}`,
  check: ({ error, subCode }) => checkSubCode(error, subCode),
  fits: ({ error }, documented, force) => force || documented.includes(error),
  hitsEveryStep: ({ error }) => isNetworkCode(error)
})

/** @throws Invalid for the code of another system beneath one that has none */
export function checkSubCode (code: number, subCode: unknown): void {
  if (subCode === undefined || (isErrorCode(code) && hasSubCodes(code))) return
  throw new Invalid(`${code} has no subCode. It goes with ${errorCodes.filter(hasSubCodes).join(', ')}.`)
}
