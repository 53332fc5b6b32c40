import { Type } from '@sinclair/typebox'

/** The longest delay, in milliseconds. */
export const MAX_DELAY = 600_000

/** A delay. */
export const Milliseconds = Type.Number({ minimum: 0, maximum: MAX_DELAY })
