import type { EffectKind } from '../effects/index.ts'
import type { Target } from '../targets/targets.ts'
import type { Service } from '../wire/vehicle.ts'

/** What an operation of MQTT takes. */
export const MQTT_KINDS: readonly EffectKind[] = ['error', 'transport']

/** The operations of the broker: to connect, to subscribe, and a command for each service of a car. */
export const mqttOperations = {
  connect: operation('connect', [2201, 2202, 2203, 2301, 2302]),
  subscribe: operation('subscribe', [2201, 2202, 2203, 2302]),
  charge: operation('charge'),
  doors: operation('doors'),
  horn: operation('horn'),
  lights: operation('lights'),
  preconditioning: operation('preconditioning'),
  wakeUp: operation('wakeUp')
} as const satisfies Record<'connect' | 'subscribe' | Service, Target>

function operation (name: string, errors: Target['errors'] = [2201, 2202, 2203, 2302]): Target {
  return { id: `mqtt.${name}`, name, face: 'mqtt', takes: MQTT_KINDS, errors }
}
