import type { ErrorCode } from '../../codes/catalogue.ts'
import type { VehicleRefusal } from '../../vehicles/carry-out.ts'

/** The codes that mean the same as a refusal of a car, of those that `pims.vehicle.signal` documents. */
export const CODES_OF_VEHICLE_REFUSALS: Readonly<Record<VehicleRefusal, ErrorCode>> = {
  'charging-already': 2331,
  'not-plugged': 2330,
  'charging-broken': 2332,
  'no-battery': 2332,
  'locked-already': 2361,
  'unlocked-already': 2360,
  'door-open': 2362,
  'horn-just-used': 2358,
  'lights-just-used': 2359,
  'conditioning-already': 2333,
  'conditioning-broken': 2334,
  'not-conditioning': 2336,
  moving: 2329,
  'moving-while-conditioned': 2335,
  'not-owner': 2332,
  fault: 2332
}
