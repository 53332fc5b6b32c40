import type { Account } from '../sandbox/accounts/account.ts'
import { associationId } from '../vehicles/association-id.ts'

const CREATED = '2024-01-01T00:00:00.000Z'

/** The cars of an account; a client takes the customer id from the first (docs/reference/cvs-oauth.md#4-car-associations). */
export const carAssociations = ({ id, customerId, vehicles }: Account) => vehicles.map(({ vin }) => ({
  vehicle: vin,
  customer: customerId,
  services: ['NEE02'],
  validated_checks: ['car_keys'],
  car_association_id: associationId(id, vin),
  car_association_status: 'Validated',
  create_timestamp: CREATED,
  modify_timestamp: CREATED,
  car_title_date: null,
  car_key_date: null,
  cea_trip_date: null,
  qr_code_date: null,
  hla_date: null,
  notification_url: 'https://notifications.example/cars'
}))
