// A client in a process of its own: told by its parent what to drive, it answers with the figures.
import { drive } from './flow.mjs'
import { cpuOf } from './server-process.mjs'

process.on('message', async ({ server: { port, pid, real }, flows, options }) => {
  process.send(await drive({ port, real, get cpu () { return cpuOf(pid) } }, flows, options))
})
