// SIGTERM while requests are under way, wait and hang.
import assert from 'node:assert/strict'
import { open } from '../lib/connection.mjs'
import { flow } from '../lib/flow.mjs'
import { sleep } from '../lib/server-process.mjs'
import { pimsMock } from '../lib/systems.mjs'
import { checkLog } from './harness.mjs'
import { readEvents } from './readers.mjs'

const LANES = 50

/** Flows on one connection until it ends; answers that came must have been right. */
async function lane (server, index) {
  const connection = await open(server.port)
  for (;;) {
    try {
      await flow(connection, { account: 'alice', prefix: `/sandbox/lane-${index}` })
    } catch (error) {
      if (connection.socket.destroyed || /503/.test(error.message)) return
      throw error
    }
  }
}

export default [
  {
    id: 'T1',
    title: `SIGTERM under ${LANES} lanes of flows, with waits, hangs and readers: status 0 within two seconds, every log line whole`,
    short: true,
    unstarted: true,
    async run ({ up, short }) {
      for (const signal of short ? ['SIGTERM'] : ['SIGTERM', 'SIGINT', 'SIGTERM']) {
        const server = await up(pimsMock({ LOG_LEVEL: 'info' }))
        const lanes = Array.from({ length: LANES }, (_, index) => lane(server, index))
        await readEvents(server, '/sandbox/lane-0/admin/events')
        const waiting = await open(server.port)
        waiting.send('GET', '/admin/sms/latest?wait=30000').catch(() => {})
        const hung = await open(server.port)
        hung.send('GET', '/pims.authentication.trustedphonenumber', { token: 'alice', headers: { 'x-fault': '{"transport":"hang"}' } }).catch(() => {})
        await sleep(500)
        server.child.kill(signal)
        const status = await Promise.race([server.exited, sleep(2000).then(() => 'still there after 2 s')])
        assert.equal(status, 0)
        await Promise.all(lanes)
        checkLog(server)
      }
    }
  }
]
