/** The fields of an account that make its operations fail. */
export interface AccountState {
  readonly blocked: string
  readonly devices: ReadonlyArray<{ readonly id: string, readonly enabled: boolean }>
  readonly inwebo: {
    readonly activated: boolean
    readonly services: number
    readonly access: string
    readonly minLibraryVersion: string
    readonly synchronised: boolean
    readonly postSync: string
    readonly upgradable: boolean
  }
  readonly application: { readonly core: string, readonly strongAuthentication: string }
}

/** A state of an account that its operations meet a code by: whether it is so, and the merge patches that make it so and end it. */
interface State {
  /** Absent where the state is one of versions or of a single device, which the domain compares. */
  readonly isSo?: (account: AccountState) => boolean
  readonly on: (account: AccountState) => object
  readonly off: (account: AccountState) => object
}

const always = (patch: object) => () => patch
const unblocked = { blocked: 'NotBlocked', pinErrors: 0 }
const devices = (enabled: boolean) => ({ devices }: AccountState) => ({ devices: devices.map((device) => ({ ...device, enabled })) })

/** The states by the code that is met. */
export const ACCOUNT_STATES = {
  2006: { isSo: ({ application }) => application.core !== 'configured', on: always({ application: { core: 'misconfigured' } }), off: always({ application: { core: 'configured' } }) },
  2308: { isSo: ({ inwebo }) => inwebo.access === 'refused', on: always({ inwebo: { access: 'refused' } }), off: always({ inwebo: { access: 'granted' } }) },
  2309: { on: always({ inwebo: { libraryVersion: '0.1.9', minLibraryVersion: '0.2.0' } }), off: ({ inwebo }) => ({ inwebo: { libraryVersion: inwebo.minLibraryVersion } }) },
  2310: { isSo: ({ blocked }) => blocked === 'AccountBlocked', on: always({ blocked: 'AccountBlocked' }), off: always(unblocked) },
  2311: { isSo: ({ inwebo }) => !inwebo.synchronised, on: always({ inwebo: { synchronised: false } }), off: always({ inwebo: { synchronised: true } }) },
  2312: { on: devices(false), off: devices(true) },
  2313: { isSo: ({ inwebo }) => !inwebo.activated, on: always({ inwebo: { activated: false } }), off: always({ inwebo: { activated: true } }) },
  2314: { isSo: ({ inwebo }) => inwebo.services === 0, on: always({ inwebo: { services: 0 } }), off: always({ inwebo: { services: 1 } }) },
  2316: { isSo: ({ inwebo }) => inwebo.postSync === 'failed', on: always({ inwebo: { postSync: 'failed' } }), off: always({ inwebo: { postSync: 'ok' } }) },
  2317: { isSo: ({ inwebo }) => inwebo.upgradable, on: always({ inwebo: { upgradable: true } }), off: always({ inwebo: { upgradable: false }, ...unblocked }) },
  2344: { isSo: ({ application }) => application.strongAuthentication !== 'configured', on: always({ application: { strongAuthentication: 'misconfigured' } }), off: always({ application: { strongAuthentication: 'configured' } }) }
} as const satisfies Record<number, State>

/** A code that an account can meet by its own state. */
export type StateCode = keyof typeof ACCOUNT_STATES

const isStateCode = (code: number): code is StateCode => Object.hasOwn(ACCOUNT_STATES, code)

/** The codes that an account can meet by its own state, in their order. */
export const STATE_CODES: readonly StateCode[] = Object.keys(ACCOUNT_STATES).map(Number).filter(isStateCode)
