import type { Account } from './wire.ts'

/** A code that an account meets by its own state: how to tell, and the merge patches that bring it about and end it. */
interface Meeting {
  readonly code: 2006 | 2308 | 2309 | 2310 | 2311 | 2312 | 2313 | 2314 | 2316 | 2317 | 2344
  readonly is: (account: Account) => boolean
  readonly on: (account: Account) => object
  readonly off: (account: Account) => object
}

const devices = (enabled: boolean) => (account: Account) => ({ devices: account.devices.map((device) => ({ ...device, enabled })) })
const always = (patch: object) => () => patch

/** In the order of their codes. */
export const MEETINGS: readonly Meeting[] = [
  { code: 2006, is: ({ application }) => application.core === 'misconfigured', on: always({ application: { core: 'misconfigured' } }), off: always({ application: { core: 'configured' } }) },
  { code: 2308, is: ({ inwebo }) => inwebo.access === 'refused', on: always({ inwebo: { access: 'refused' } }), off: always({ inwebo: { access: 'granted' } }) },
  { code: 2309, is: ({ inwebo }) => isOlder(inwebo.libraryVersion, inwebo.minLibraryVersion), on: always({ inwebo: { libraryVersion: '0.1.9', minLibraryVersion: '0.2.0' } }), off: ({ inwebo }) => ({ inwebo: { libraryVersion: inwebo.minLibraryVersion } }) },
  { code: 2310, is: ({ blocked }) => blocked === 'AccountBlocked', on: always({ blocked: 'AccountBlocked' }), off: always({ blocked: 'NotBlocked', pinErrors: 0 }) },
  { code: 2311, is: ({ inwebo }) => !inwebo.synchronised, on: always({ inwebo: { synchronised: false } }), off: always({ inwebo: { synchronised: true } }) },
  { code: 2312, is: (account) => account.devices.length > 0 && account.devices.every(({ enabled }) => !enabled), on: devices(false), off: devices(true) },
  { code: 2313, is: ({ inwebo }) => !inwebo.activated, on: always({ inwebo: { activated: false } }), off: always({ inwebo: { activated: true } }) },
  { code: 2314, is: ({ inwebo }) => inwebo.services === 0, on: always({ inwebo: { services: 0 } }), off: always({ inwebo: { services: 1 } }) },
  { code: 2316, is: ({ inwebo }) => inwebo.postSync === 'failed', on: always({ inwebo: { postSync: 'failed' } }), off: always({ inwebo: { postSync: 'ok' } }) },
  { code: 2317, is: ({ inwebo, blocked }) => inwebo.upgradable || blocked === 'PinBlocked', on: always({ inwebo: { upgradable: true } }), off: always({ inwebo: { upgradable: false }, blocked: 'NotBlocked', pinErrors: 0 }) },
  { code: 2344, is: ({ application }) => application.strongAuthentication === 'misconfigured', on: always({ application: { strongAuthentication: 'misconfigured' } }), off: always({ application: { strongAuthentication: 'configured' } }) }
]

/** The order in which the server checks. */
const ORDER = [2006, 2344, 2310, 2317, 2311, 2313, 2314, 2308, 2309, 2312, 2316] as const

/** The code that an account meets first, where it is not in order. */
export const firstMet = (account: Account): number | undefined =>
  ORDER.find((code) => MEETINGS.find((meeting) => meeting.code === code)?.is(account))

function isOlder (version: string, than: string): boolean {
  const [have, want] = [version, than].map((text) => text.split('.').map(Number))
  const index = want?.findIndex((part, position) => part !== (have?.[position] ?? 0)) ?? -1
  return index !== -1 && (have?.[index] ?? 0) < (want?.[index] ?? 0)
}
