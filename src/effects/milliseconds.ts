import { Type } from '@sinclair/typebox'
import { MAX_DELAY } from '../words/bounds.ts'

/** A delay. */
export const Milliseconds = Type.Number({ minimum: 0, maximum: MAX_DELAY })
