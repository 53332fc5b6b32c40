// 1,000 requests that a fault hangs: the memory of each, and the processor time while nothing happens.
import { connect } from 'node:net'
import { expect } from '../lib/flow.mjs'
import { sleep, start } from '../lib/server-process.mjs'
import { median } from '../lib/statistics.mjs'
import { pimsMock } from '../lib/systems.mjs'

const REQUESTS = 1000
const REQUEST = 'GET /pims.authentication.trustedphonenumber HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer alice\r\n\r\n'

/** Sends the request over connections of their own; resolves when the server has got them all. */
async function hang (server) {
  const sockets = Array.from({ length: REQUESTS }, () => connect(server.port, '127.0.0.1').on('error', () => {}))
  await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('connect', () => socket.write(REQUEST, resolve)))))
  for (let hits = 0; hits < REQUESTS; await sleep(50)) hits = (await server.ask('GET', '/admin/faults')).json().faults[0].hits
  return sockets
}

/** @returns bytes per hung request, and milliseconds of processor time in a second while they hang: of the median one, as the garbage collector sweeps up once after the burst */
export async function measureHung (seconds) {
  const server = await start(pimsMock())
  const rule = await server.ask('PUT', '/admin/faults/hang', { body: { match: { account: 'alice' }, effect: { transport: 'hang' } } })
  expect(rule.status === 201, 'rule', rule)
  for (let index = 0; index < 200; index++) await server.ask('GET', '/pims.authentication.trustedphonenumber', { token: 'carol' })
  const memory = server.memory
  const sockets = await hang(server)
  await sleep(1000)
  const each = (server.memory - memory) / REQUESTS
  const idle = []
  for (let second = 0; second < seconds; second++) {
    const cpu = server.cpu
    await sleep(1000)
    idle.push((server.cpu - cpu) / 1000)
  }
  for (const socket of sockets) socket.destroy()
  await server.discard()
  return { each, idle: median(idle) }
}
