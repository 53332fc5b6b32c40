import type { Account, Clock, Command, Contract, Entry, Fault, Push, Scenario, Server, Sms } from './wire.ts'

/** All that the page knows of its sandbox. */
export interface World {
  /** Known with the first snapshot. */
  readonly server: Server | undefined
  /** Newest first, those on their way among them. */
  readonly sms: readonly Sms[]
  /** Those that wait for an answer, newest first. */
  readonly pushes: readonly Push[]
  /** Newest first. */
  readonly entries: readonly Entry[]
  /** Whether the server has older ones. */
  readonly isCut: { readonly sms: boolean, readonly entries: boolean }
  /** Newest first. */
  readonly faults: readonly Fault[]
  readonly scenarios: readonly Scenario[]
  readonly accounts: readonly Account[]
  /** The newest command of each car, by VIN; only those that the page has heard of. */
  readonly commands: ReadonlyMap<string, Command>
  /** How often the page has heard that a car is another one. */
  readonly carChanges: number
  /** How often the page has heard that a subscription began, ended or got a RESULT. */
  readonly subscriptionChanges: number
  readonly clock: Clock
  readonly contract: Contract
  /** The cells that have been answered, as `{operation} {code}`. */
  readonly met: ReadonlySet<string>
  /** How many cells are documented. */
  readonly documented: number
}

/** How many messages and requests the page keeps. */
export const KEPT = 1000

export const emptyWorld: World = {
  server: undefined,
  sms: [],
  pushes: [],
  entries: [],
  isCut: { sms: false, entries: false },
  faults: [],
  scenarios: [],
  accounts: [],
  commands: new Map(),
  carChanges: 0,
  subscriptionChanges: 0,
  clock: { now: new Date(0).toISOString(), offset: 0, frozen: false },
  contract: { sdkVersion: '', operations: [], facade: [], targets: [] },
  met: new Set(),
  documented: 0
}
