import type { AnyFace } from '../calls/face.ts'
import { RemoteCommands } from './remote-commands.ts'
import { mqttOperations } from './targets.ts'

/** The face that MQTT carries. */
export const mqttFace: AnyFace = { name: 'mqtt', targets: Object.values(mqttOperations), parts: [RemoteCommands] }
