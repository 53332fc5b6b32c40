import type { Effect } from '../effects/index.ts'
import { isNetworkCode, type NetworkCode } from '../words/network-codes.ts'

/** What the codes that in the field come from the network look like on the network. */
const TRANSPORT_OF_CODE: Readonly<Record<NetworkCode, Effect>> = {
  2201: { transport: 'hang' },
  2202: { transport: 'reset' },
  2203: { transport: 'malformed' },
  2204: { http: { status: 500 } }
}

/** What a code of the network looks like on the network; nothing for any other code. */
export const transportOfCode = (code: number): Effect | undefined => isNetworkCode(code) ? TRANSPORT_OF_CODE[code] : undefined

/** The effect with a code of the network in its form on the network. */
export const toTransport = (effect: Effect | null): Effect | null =>
  effect !== null && 'error' in effect ? transportOfCode(effect.error) ?? effect : effect
