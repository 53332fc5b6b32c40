import type { ErrorCode } from '../codes/catalogue.ts'
import { HTTP_KINDS } from '../effects/index.ts'
import { NETWORK_CODES } from '../words/network-codes.ts'
import { grantErrorFor, type JsonTarget, restErrorFor } from '../oauth/error-for-code.ts'
import type { Target } from '../targets/targets.ts'

const TOKEN_CODES: readonly ErrorCode[] = [...NETWORK_CODES, 2301, 2302]

/** A question to the vehicle API. */
const car = <const Name extends string>(name: Name): JsonTarget & { readonly id: `cvs.${Name}` } =>
  ({ id: `cvs.${name}`, name, face: 'cvs', takes: HTTP_KINDS, errors: [...NETWORK_CODES, 2301], errorFor: restErrorFor })

/** The CVS calls, with the codes that they have a refusal for, and what a code becomes there. */
export const cvsEndpoints = {
  smsCode: { id: 'cvs.smsCode', name: 'smsCode', face: 'cvs', takes: [...HTTP_KINDS, 'sms'], errors: [...TOKEN_CODES, 2307], errorFor: restErrorFor },
  token: { id: 'cvs.token', name: 'token', face: 'cvs', takes: HTTP_KINDS, errors: [...TOKEN_CODES, 2308, 2310, 2311, 2312, 2317], errorFor: grantErrorFor },
  carAssociations: { id: 'cvs.carAssociations', name: 'carAssociations', face: 'cvs', takes: HTTP_KINDS, errors: TOKEN_CODES, errorFor: restErrorFor },
  user: car('user'),
  vehicles: car('vehicles'),
  vehicle: car('vehicle'),
  vehicleStatus: car('vehicleStatus'),
  trips: car('trips'),
  lastPosition: car('lastPosition'),
  maintenance: car('maintenance'),
  alarms: car('alarms'),
  alerts: car('alerts'),
  vehicleRights: car('vehicleRights')
} as const satisfies Readonly<Record<string, JsonTarget>>

export const cvsTargets: readonly Target[] = Object.values(cvsEndpoints)
