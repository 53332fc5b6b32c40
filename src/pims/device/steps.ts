import { createHash } from 'node:crypto'
import { formatUuid } from '../../lib/text/uuid.ts'
import type { Caller } from '../language/operation.ts'
import { flag, oneOf } from '../language/parameter.ts'
import { PimsError } from '../language/pims-error.ts'
import { carKeyOf } from './car-keys.ts'
import { isEnrolled } from './check-inwebo-state.ts'
import { refreshed } from './otp-for-device.ts'
import { chosenVehicle } from './selected-vehicles.ts'

/** What is to be done before remote services work, in this order; the first is the vendor's spelling. */
const STEPS = ['trusterPhoneNumber', 'deviceActivation', 'mediumCarKey'] as const
type StepName = typeof STEPS[number]

/** The parameters of `pims.subscription.steps` beside what names the car. */
export const stepsParameters = {
  resetSteps: flag('Starts the steps of the device over: it is enabled again, and no longer to be upgraded'),
  stepsStatus: oneOf('all', 'todo', 'alreadyDone')
}

interface Step {
  readonly name: StepName
  readonly status: 'todo' | 'alreadyDone'
  readonly order: number
}

/** The steps of a device for a car. */
export function stepsFor (caller: Caller, vin: string): readonly Step[] {
  const isDone: Readonly<Record<StepName, boolean>> = {
    trusterPhoneNumber: caller.account.trustedPhoneNumber !== null,
    deviceActivation: isEnrolled(caller),
    mediumCarKey: carKeyOf(caller, vin).isVerified
  }
  return STEPS.map((name, index) => ({ name, status: isDone[name] ? 'alreadyDone' : 'todo', order: index + 1 }))
}

/** The id of the steps of a device for a car: always the same, and another on each device. */
export const stepsId = ({ account, deviceId }: { readonly account: Pick<Caller['account'], 'id'>, readonly deviceId: string }, vin: string): string =>
  formatUuid(createHash('sha256').update(`steps ${account.id} ${deviceId} ${vin}`).digest('hex').slice(0, 32))

/** The car that an id of steps of this device is about. */
export const vehicleOfSteps = (caller: Caller, id: string): string | undefined =>
  caller.account.vehicles.find(({ vin }) => stepsId(caller, vin) === id)?.vin

/**
 * The car that steps are about which name none: the one that is set on the device, else the first of the account.
 *
 * @throws PimsError 2101 for an account without a car
 */
export function someVehicle (caller: Caller, parameter: string): string {
  const vin = chosenVehicle(caller) ?? caller.account.vehicles[0]?.vin
  if (vin === undefined) throw new PimsError(2101, { parameter, reason: `${caller.account.id} has no car` })
  return vin
}

/** What `pims.subscription.steps` answers. */
export function answerSteps (caller: Caller, vin: string, { resetSteps, stepsStatus }: { readonly resetSteps: boolean, readonly stepsStatus: 'all' | Step['status'] }) {
  const { sandbox, deviceId } = caller
  const account = resetSteps ? refreshed(caller.account, deviceId) : caller.account
  if (resetSteps) sandbox.accounts.put(account)
  const wanted = stepsFor({ ...caller, account }, vin).filter(({ status }) => stepsStatus === 'all' || status === stepsStatus)
  return { stepsID: stepsId(caller, vin), ...Object.fromEntries(wanted.map((step) => [step.name, step])) }
}
