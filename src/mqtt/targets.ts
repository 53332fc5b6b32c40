import type { EffectKind } from '../effects/index.ts'
import type { Target } from '../targets/targets.ts'
import type { Service } from '../wire/vehicle.ts'

/** The operations of the broker: to connect, to subscribe, and a command for each service of a car. */
export const mqttOperations = {
  connect: operation('connect', 'connack', [2201, 2202, 2203, 2301, 2302]),
  subscribe: operation('subscribe', 'suback'),
  charge: operation('charge'),
  doors: operation('doors'),
  horn: operation('horn'),
  lights: operation('lights'),
  preconditioning: operation('preconditioning'),
  wakeUp: operation('wakeUp')
} as const satisfies Record<'connect' | 'subscribe' | Service, Target>

/** @param kind the effects that only operations like this one take */
function operation (name: string, kind: EffectKind = 'command', errors: Target['errors'] = [2201, 2202, 2203, 2302]): Target {
  return { id: `mqtt.${name}`, name, face: 'mqtt', takes: ['error', 'transport', kind], errors }
}
