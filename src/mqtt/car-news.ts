import type { Sandbox } from '../sandbox/sandbox.ts'
import { type Vehicle, viewVehicle } from '../vehicles/vehicle.ts'
import { writePrograms } from './read-command.ts'
import { Outlet } from './outlet.ts'
import { eventTopic } from './topics.ts'

const MINUTE = 60_000

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

/** Whole minutes of an ISO 8601 duration of hours, minutes and seconds, up. */
function minutesOf (duration: string): number {
  const [, hours = 0, minutes = 0, seconds = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(duration) ?? []
  return Math.ceil((Number(hours) * 60 + Number(minutes)) + Number(seconds) * 1000 / MINUTE)
}
