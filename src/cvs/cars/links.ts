import { type Vehicle, vehicleId } from '../../vehicles/vehicle.ts'

/** A link of HAL. */
export interface Link {
  /** A URL. */
  readonly href: string
}

/** Where the resources of the vehicle API are. @param api its URL, such as `http://localhost:3000/connectedcar/v4` */
export const linksOf = (api: string) => {
  const link = (path: string): Link => ({ href: `${api}${path}` })
  const car = (vin: string) => `/user/vehicles/${vehicleId(vin)}`
  return {
    user: link('/user'),
    vehicles: link('/user/vehicles'),
    vehicle: (vin: string) => link(car(vin)),
    of: (vin: string, resource: string) => link(`${car(vin)}/${resource}`),
    picture: ({ vin }: Vehicle) => link(`/pictures/${vehicleId(vin)}.png`).href
  }
}
