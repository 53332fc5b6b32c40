import { parseTime } from '../lib/iso-time.ts'
import type { VehicleBody } from '../wire/vehicle.ts'

/** What no schema can say of a car: the first mistake with its path, and what to send instead. */
export function findVehicleMistake ({ energy = 'electric', battery, fuel, charging, preconditioning, alarms = [] }: VehicleBody): string | undefined {
  if (energy === 'thermic' && battery !== undefined) return 'battery does not fit energy thermic. Leave it out, or send energy hybrid or electric'
  if (energy === 'thermic' && charging !== undefined) return 'charging does not fit energy thermic. Leave it out, or send energy hybrid or electric'
  if (energy === 'electric' && fuel !== undefined) return 'fuel does not fit energy electric. Leave it out, or send energy hybrid or thermic'
  if (charging?.plugged === true && charging.status === 'Disconnected') return 'charging.status Disconnected does not fit plugged true. Leave one of them out'
  if (charging?.plugged === false && charging.status !== undefined && charging.status !== 'Disconnected') return `charging.status ${charging.status} does not fit plugged false. Leave plugged out`
  if (charging?.status === 'InProgress' && battery?.level === 100) return 'charging.status InProgress does not fit battery.level 100. Send Finished, or a lower level'
  const slots = preconditioning?.programs?.map(({ slot }) => slot) ?? []
  if (new Set(slots).size < slots.length) return 'preconditioning.programs has two of one slot. Give each a slot of its own, 1 to 4'
  const index = alarms.findIndex(({ at }) => parseTime(at) === undefined)
  return index === -1 ? undefined : `alarms.${index}.at "${alarms[index]?.at}" is not a time. Send one such as 2026-01-31T12:00:00Z`
}
