import type { Account } from '../../sandbox/accounts/account.ts'
import { type Vehicle, viewVehicle } from '../../vehicles/vehicle.ts'
import type { Energy, VehicleView } from '../../wire/vehicle.ts'

const ENGINES: Readonly<Record<Energy, string>> = { electric: 'BEV', hybrid: 'PHEV', thermic: 'Thermal' }

/** `mon` as the vendor writes it in a status: `Mon`. */
const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1)

/**
 * A car in the form of `pims.vehicle.informations` and `pims.vehicle.signal`; what a kind of car does not have is absent.
 *
 * @param now milliseconds since 1970
 */
export function remoteStatus (vehicle: Vehicle, { brand }: Pick<Account, 'brand'>, now: number) {
  const view = viewVehicle(vehicle, now)
  const { vin, energy, updatedAt: lastUpdate } = view
  return {
    ressources: {
      status: {
        lastUpdate,
        ...view.fuel !== undefined && { fuelInformation: { autonomy: view.fuel.autonomy, chargingLevel: view.fuel.level, lastUpdate, type: 'fuel' } },
        doorStateInformation: doorsOf(view),
        precondInformation: climateOf(view),
        ...electricityOf(view),
        ...energy === 'hybrid' && { vehicleType: 'hybrid' },
        vin
      }
    },
    attributes: { engine: ENGINES[energy], vin, brand: brand.toLowerCase() }
  }
}

function doorsOf ({ doors: { state, opened } }: VehicleView) {
  return {
    isDriverDoorOpened: opened.includes('driver'),
    isPassengerDoorOpened: opened.includes('passenger'),
    isRearLeftDoorOpened: opened.includes('rearLeft'),
    isRearRightDoorOpened: opened.includes('rearRight'),
    isRearWindowOpened: opened.includes('rearWindow'),
    isRoofWindowOpened: opened.includes('roofWindow'),
    isTrunkDoorOpened: opened.includes('trunk'),
    state
  }
}

/** The reference shows one programme: the first. */
function climateOf ({ preconditioning: { status, programs: [first] }, updatedAt: lastUpdate }: VehicleView) {
  return {
    lastUpdate,
    ...first !== undefined && {
      PrecondScheduling: {
        hour: first.hour,
        isEnabled: first.enabled,
        recurrence: first.days.length === 7 ? 'Daily' : 'None',
        occurrence: first.days.map(capital),
        slot: first.slot,
        minute: first.minute
      }
    },
    status
  }
}

function electricityOf ({ battery, charging, updatedAt: lastUpdate }: VehicleView) {
  if (battery === undefined || charging === undefined) return {}
  return {
    electricInformation: {
      autonomy: battery.autonomy,
      ChargingInfo: {
        chargingMode: charging.mode.toUpperCase(),
        chargingRate: charging.rate,
        isPlugged: charging.plugged,
        ...charging.delayedTo !== undefined && { nextDeferredChargingDate: charging.delayedTo },
        chargingState: charging.status.toUpperCase(),
        remainingTime: charging.remainingTime
      },
      chargingLevel: battery.level,
      lastUpdate,
      type: 'electric'
    }
  }
}
