import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { Progress } from '../../vehicles/commands.ts'
import { hasVehicle } from '../../vehicles/edit-vehicle.ts'
import { type ChangedVehicle, Vehicles } from '../../vehicles/vehicles.ts'
import type { CommandState } from '../../wire/vehicle.ts'
import { errorPart } from '../language/message.ts'
import { PimsError } from '../language/pims-error.ts'
import { publish } from '../subscriptions/publish.ts'
import { Subscriptions } from '../subscriptions/subscriptions.ts'
import { CODES_OF_VEHICLE_REFUSALS } from './codes-of-vehicle-refusals.ts'
import { remoteStatus } from './remote-status.ts'

const SIGNAL = 'subscribe.signal'
const EVENT = 'subscribe.event.remote'

/** The `code` of `pims.vehicle.signal` for each step of a command. */
const CODES: Readonly<Record<Exclude<CommandState, 'refused'>, number>> = { accepted: 900, asleep: 901, woken: 902, forwarded: 903, done: 200 }

/** Tells the subscribers of a sandbox what becomes of commands and charges; there once somebody has subscribed. */
export class VehicleNews {
  readonly #sandbox: Sandbox

  constructor (sandbox: Sandbox) {
    this.#sandbox = sandbox
    sandbox.events.on('command', (progress) => this.#tellProgress(progress))
    sandbox.events.on('vehicle', (change) => this.#tellCharge(change))
  }

  /** It remembers nothing. */
  reset (): void {}

  #tellProgress ({ vin, account: id, state, at, refusal, reason = '' }: Progress): void {
    const { settings } = this.#sandbox
    const account = this.#sandbox.accounts.get(id)
    if (account === undefined) return
    if (state === 'refused') {
      const error = errorPart(new PimsError(CODES_OF_VEHICLE_REFUSALS[refusal ?? 'not-owner'], { reason }), settings)
      publish(this.#sandbox, { operation: SIGNAL, account: id, error })
      return
    }
    const vehicle = state === 'done' ? { vehicle: remoteStatus(this.#sandbox.part(Vehicles).at(vin, at), account, at) } : {}
    publish(this.#sandbox, { operation: SIGNAL, account: id, result: { code: CODES[state], ...vehicle } })
  }

  #tellCharge ({ vin, notification }: ChangedVehicle): void {
    if (notification === undefined) return
    const subscribers = new Set(this.#sandbox.part(Subscriptions).all.filter(({ operation }) => operation === EVENT).map(({ account }) => account))
    for (const id of subscribers) {
      const account = id === undefined ? undefined : this.#sandbox.accounts.get(id)
      if (account !== undefined && hasVehicle(account, vin)) publish(this.#sandbox, { operation: EVENT, account: account.id, result: { notification } })
    }
  }
}
