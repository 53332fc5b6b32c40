import { errorCodes, type ErrorCode } from '../codes/catalogue.ts'
import type { Effect } from '../wire/fault.ts'

/** What the codes that in the field come from the network look like on the network. */
export const TRANSPORT_OF_CODE: Readonly<Record<number, Effect>> = {
  2201: { transport: 'hang' },
  2202: { transport: 'reset' },
  2203: { transport: 'malformed' },
  2204: { http: { status: 500 } }
} satisfies { readonly [Code in ErrorCode]?: Effect }

/** The codes of the network. */
export const NETWORK_CODES: readonly ErrorCode[] = errorCodes.filter((code) => code in TRANSPORT_OF_CODE)

/** The effect with a code of the network in its form on the network. */
export const toTransport = (effect: Effect | null): Effect | null =>
  effect !== null && 'error' in effect ? TRANSPORT_OF_CODE[effect.error] ?? effect : effect
