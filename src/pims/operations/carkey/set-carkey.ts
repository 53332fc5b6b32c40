import { createHash } from 'node:crypto'
import { Type } from '@sinclair/typebox'
import { verifyCarKey } from '../../device/car-keys.ts'
import { selectedVehicle } from '../../device/selected-vehicles.ts'
import { defineOperation } from '../../language/define-operation.ts'

/** pims.vehicle.carkey */
export const setCarkey = defineOperation({
  of: 'set.carkey',
  summary: 'Verifies the key of the car',
  output: {
    hasCarKey: Type.Boolean(),
    vin: Type.String(),
    securityCode: Type.String({ examples: ['c2hhemFtCg=='] }),
    securityExpiration: Type.String({ examples: ['2021-07-29T22:25:09.898Z'] })
  },

  run (_, context) {
    const vin = selectedVehicle(context, false)
    const { until } = verifyCarKey(context, vin)
    const securityExpiration = new Date(until).toISOString()
    const securityCode = createHash('sha256').update(`${context.account.id} ${vin} ${securityExpiration}`).digest('base64').slice(0, 24)
    return { hasCarKey: true, vin, securityCode, securityExpiration }
  }
})
