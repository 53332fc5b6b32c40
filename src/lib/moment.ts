import { Type } from '@sinclair/typebox'

/** The farthest from 1970 that a `Date` can be, in milliseconds. */
const FARTHEST = 8.64e15

/** Schema of a moment that a `Date` can show, in milliseconds since 1970. @param what that it is of, in the documentation */
export const moment = (what?: string) =>
  Type.Number({ minimum: -FARTHEST, maximum: FARTHEST, description: `${what === undefined ? 'M' : `${what}; m`}illiseconds since 1970, by the clock of the sandbox` })
