import { closedObject } from '../lib/closed-object.ts'
import { literals } from '../lib/literals.ts'
import { TRANSPORTS } from '../words/effects.ts'
import { defineKind } from './kind.ts'

const PHRASES: Readonly<Record<typeof TRANSPORTS[number], string>> = {
  hang: 'never answers %',
  reset: 'resets the connection of %',
  empty: 'closes % without a byte',
  truncate: 'breaks off the answer of %',
  malformed: 'answers % with broken syntax'
}

/** What happens to the connection in place of an answer. */
export const transportEffect = defineKind({
  schema: closedObject({ transport: literals(TRANSPORTS) }),
  explain: ({ transport }) => PHRASES[transport]
})
