import type { HttpFace } from '../../src/http/face/http-face.ts'
import { Directory } from '../../src/inwebo/service/provisioning/directory.ts'
import { Pushes } from '../../src/inwebo/service/pushes.ts'
import { serviceTargets } from '../../src/inwebo/service/targets.ts'
import { fsRoutes } from './fs.ts'
import { soapRoutes, wsdlRoutes } from './soap.ts'

/** The face of the inWebo service API: what a server asks about its users. */
export const serviceFace: HttpFace<unknown> = {
  name: 'service',
  targets: serviceTargets,
  parts: [Pushes, Directory],
  register (app) {
    for (const routes of [fsRoutes, soapRoutes, wsdlRoutes]) app.register(routes)
  }
}
