import type { Vehicle } from '../world/wire.ts'

/** Whether all that has a lock is locked. */
export const isLocked = ({ doors }: Vehicle): boolean => doors.state.every((state) => state === 'Locked' || state === 'SuperLocked')

/** A battery or a tank: its level in percent, and the kilometres that it lasts. */
interface Store {
  readonly level: number
  readonly autonomy: number
}

/** What a car drives on now: its battery while that lasts, else its tank. */
const driveOf = ({ battery, fuel }: Vehicle): 'battery' | 'fuel' => battery !== undefined && (battery.autonomy > 0 || fuel === undefined) ? 'battery' : 'fuel'

/** Kilometres that a car can still drive on what it drives on now. */
export const rangeOf = (vehicle: Vehicle): number => vehicle[driveOf(vehicle)]?.autonomy ?? 0

function used ({ level, autonomy }: Store, kilometres: number): Store {
  const left = Math.max(0, autonomy - kilometres)
  return { autonomy: left, level: autonomy === 0 ? 0 : Math.round(level * left / autonomy) }
}

/** Kilometres of a degree of latitude. */
const DEGREE = 111.2
const asRadians = (degrees: number): number => degrees * Math.PI / 180

/** The merge patch of a car that has been driven: unplugged, straight on, and no further than it comes. */
export function drivenBy (vehicle: Vehicle, kilometres: number): object {
  const { odometer, charging, position: { latitude, longitude, heading } } = vehicle
  const drive = driveOf(vehicle)
  const store = vehicle[drive]
  const driven = Math.min(kilometres, rangeOf(vehicle))
  const north = driven / DEGREE * Math.cos(asRadians(heading))
  const east = driven / DEGREE * Math.sin(asRadians(heading)) / Math.max(0.01, Math.cos(asRadians(latitude)))
  return {
    odometer: odometer + driven,
    ...store !== undefined && { [drive]: used(store, driven) },
    ...charging !== undefined && { charging: { plugged: false, status: 'Disconnected' } },
    position: { latitude: Math.min(90, Math.max(-90, latitude + north)), longitude: (longitude + east + 540) % 360 - 180 }
  }
}
