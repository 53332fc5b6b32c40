import { parseDuration } from '../lib/iso-time.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { type Vehicle, viewVehicle } from '../vehicles/vehicle.ts'
import { writePrograms } from './read-command.ts'
import { Outlet } from './outlet.ts'
import { eventTopic } from './topics.ts'

/** Has published what a car tells of itself; both parts are always there, whatever drives the car. */
export function publishCarNews (sandbox: Sandbox, vehicle: Vehicle): void {
  const { clock } = sandbox
  const { vin, charging, battery, preconditioning: { status, programs } } = viewVehicle(vehicle, clock.now())
  const payload = {
    vin,
    date: new Date(clock.now()).toISOString().replace(/\.\d+/, ''),
    charging_state: {
      remaining_time: minutesOf(charging?.remainingTime ?? 'PT0S'),
      rate: charging?.rate ?? 0,
      cable_detected: charging?.plugged ?? false,
      soc_batt: battery?.level ?? 0,
      autonomy_zev: battery?.autonomy ?? 0
    },
    precond_state: { asap: status === 'Enabled' ? 'activate' : 'deactivate', programs: writePrograms(programs) }
  }
  sandbox.part(Outlet).publish({ topic: eventTopic(vin), payload: JSON.stringify(payload), operation: undefined, account: undefined, code: undefined })
}

/** Whole minutes of a duration, up. */
const minutesOf = (duration: string): number => Math.ceil((parseDuration(duration, 0) ?? 0) / 60_000)
