import type { Effect } from '../wire/fault.ts'

/** The codes that in the field come from the network, as the network shows them (docs/reference/http-api.md#4-faults). */
export const onTheWire: Readonly<Record<number, Effect>> = {
  2201: { transport: 'hang' },
  2202: { transport: 'reset' },
  2203: { transport: 'malformed' },
  2204: { http: { status: 500 } }
}

/** An effect on a face that has no words for what the network does. */
export const asTransport = (effect: Effect | null): Effect | null =>
  effect !== null && 'error' in effect ? onTheWire[effect.error] ?? effect : effect
