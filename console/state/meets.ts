import type { Account } from './wire.ts'

/** A code that an account meets by its own state: the merge patches that bring it about and end it. */
interface Meeting {
  readonly code: 2006 | 2308 | 2309 | 2310 | 2311 | 2312 | 2313 | 2314 | 2316 | 2317 | 2344
  readonly on: (account: Account) => object
  readonly off: (account: Account) => object
}

const devices = (enabled: boolean) => (account: Account) => ({ devices: account.devices.map((device) => ({ ...device, enabled })) })
const always = (patch: object) => () => patch

/** In the order of their codes. */
export const MEETINGS: readonly Meeting[] = [
  { code: 2006, on: always({ application: { core: 'misconfigured' } }), off: always({ application: { core: 'configured' } }) },
  { code: 2308, on: always({ inwebo: { access: 'refused' } }), off: always({ inwebo: { access: 'granted' } }) },
  { code: 2309, on: always({ inwebo: { libraryVersion: '0.1.9', minLibraryVersion: '0.2.0' } }), off: ({ inwebo }) => ({ inwebo: { libraryVersion: inwebo.minLibraryVersion } }) },
  { code: 2310, on: always({ blocked: 'AccountBlocked' }), off: always({ blocked: 'NotBlocked', pinErrors: 0 }) },
  { code: 2311, on: always({ inwebo: { synchronised: false } }), off: always({ inwebo: { synchronised: true } }) },
  { code: 2312, on: devices(false), off: devices(true) },
  { code: 2313, on: always({ inwebo: { activated: false } }), off: always({ inwebo: { activated: true } }) },
  { code: 2314, on: always({ inwebo: { services: 0 } }), off: always({ inwebo: { services: 1 } }) },
  { code: 2316, on: always({ inwebo: { postSync: 'failed' } }), off: always({ inwebo: { postSync: 'ok' } }) },
  { code: 2317, on: always({ inwebo: { upgradable: true } }), off: always({ inwebo: { upgradable: false }, blocked: 'NotBlocked', pinErrors: 0 }) },
  { code: 2344, on: always({ application: { strongAuthentication: 'misconfigured' } }), off: always({ application: { strongAuthentication: 'configured' } }) }
]
