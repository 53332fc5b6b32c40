import { Type } from '@sinclair/typebox'

/** A field that is shown, and ignored where it is sent back. */
export const shownOnly = Type.Optional(Type.Unknown({ description: 'Shown only' }))
