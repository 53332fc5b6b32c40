// Every bound that can be reached in a moment is reached; the next one over it is told so, and room is given back.
import assert from 'node:assert/strict'
import { open } from '../lib/connection.mjs'
import { sleep } from '../lib/server-process.mjs'
import { expectStatus, reach } from './harness.mjs'
import { readEvents } from './readers.mjs'

const rule = { match: { account: 'nobody' }, effect: { error: 2310 } }

export default [
  {
    id: 'N1',
    title: 'the rule after the last is 507, and the rules that are there go on',
    short: true,
    async run ({ server }) {
      const connection = await open(server.port)
      for (let index = 0; index < 1000; index++) assert.equal((await connection.send('PUT', `/admin/faults/rule-${index}`, { body: rule })).status, 201)
      connection.close()
      const { text } = await expectStatus(server, 507, 'POST', '/admin/faults', { body: rule })
      assert.match(text, /message/)
      await expectStatus(server, 200, 'PUT', '/admin/faults/rule-0', { body: rule })
      await expectStatus(server, 204, 'DELETE', '/admin/faults/rule-1')
      await expectStatus(server, 201, 'POST', '/admin/faults', { body: rule })
    }
  },
  {
    id: 'N2',
    title: 'the event reader after the hundredth is 503, and takes the place of one who left',
    short: true,
    async run ({ server }) {
      const readers = await Promise.all(Array.from({ length: 100 }, () => readEvents(server, '/admin/events')))
      await expectStatus(server, 503, 'GET', '/admin/events')
      readers[0].close()
      await sleep(100)
      readers[0] = await readEvents(server, '/admin/events')
      assert.equal(readers[0].status, 200)
      for (const reader of readers) reader.close()
    }
  },
  {
    id: 'N3',
    title: 'the wait for an SMS after the thousandth is 503, and all end when the message comes',
    async run ({ server }) {
      const connections = await Promise.all(Array.from({ length: 1000 }, () => open(server.port)))
      const waits = connections.map((connection) => connection.send('GET', '/admin/sms/latest?account=alice&wait=20000'))
      await sleep(1000)
      await expectStatus(server, 503, 'GET', '/admin/sms/latest?account=alice&wait=1000')
      await expectStatus(server, 200, 'GET', '/pims.authentication.smscode?type=phoneNumberCertification&phoneNumber=0612345678', { token: 'alice' })
      assert((await Promise.all(waits)).every(({ status }) => status === 200))
      for (const connection of connections) connection.close()
    }
  },
  {
    id: 'N4',
    title: 'when all sandboxes are busy the next is 503 and says so; when one is idle it makes room',
    short: true,
    env: { MAX_SANDBOXES: '4' },
    async run ({ server }) {
      const readers = await Promise.all(['a', 'b', 'c'].map((id) => readEvents(server, `/sandbox/${id}/admin/events`)))
      const refused = await reach(server, 'GET', '/sandbox/d/admin/clock')
      assert([200, 503].includes(refused?.status), `${refused?.status}`)
      const more = await readEvents(server, '/sandbox/d/admin/events')
      const { text } = await expectStatus(server, 503, 'GET', '/sandbox/e/admin/clock')
      assert.match(text, /MAX_SANDBOXES|sandboxes/)
      readers[0].close()
      await sleep(100)
      await expectStatus(server, 200, 'GET', '/sandbox/e/admin/clock')
      for (const reader of [...readers, more]) reader.close()
    }
  },
  {
    id: 'N5',
    title: 'journal and inbox keep their newest, and headers, URLs and bodies that are too long are 4xx',
    short: true,
    env: { JOURNAL_SIZE: '10', INBOX_SIZE: '10' },
    async run ({ server }) {
      for (let index = 0; index < 25; index++) await expectStatus(server, 200, 'GET', `/pims.authentication.smscode?type=phoneNumberCertification&phoneNumber=06123456${10 + index}`, { token: 'alice' })
      const { messages } = (await expectStatus(server, 200, 'GET', '/admin/sms')).json()
      assert.deepEqual([messages.length, messages[0].to, messages[9].to], [10, '+33612345634', '+33612345625'])
      assert.equal((await expectStatus(server, 200, 'GET', '/admin/requests?limit=100')).json().requests.length, 10)
      await expectStatus(server, [400, 414, 431], 'GET', `/pims.authentication.smscode?${'x'.repeat(20_000)}`)
      await expectStatus(server, [400, 431], 'GET', '/health', { headers: { 'x-long': 'x'.repeat(20_000) } })
      const large = await reach(server, 'POST', '/pims.authentication.smscode', { token: 'alice', body: { type: 'x'.repeat(3_000_000) } })
      assert(large === undefined || (large.status >= 400 && large.status < 500), `a body of 3 MB: ${large?.status}`)
    }
  },
  {
    id: 'N6',
    title: 'the account after the last of those a sandbox may have of its own is 507',
    async run ({ server }) {
      const connections = await Promise.all(Array.from({ length: 16 }, () => open(server.port)))
      let next = 0
      let refused
      await Promise.all(connections.map(async (connection) => {
        while (next < 100_100 && refused === undefined) {
          const answer = await connection.send('PUT', `/admin/accounts/own-${next++}`, { body: {} })
          if (answer.status !== 201) refused = answer
        }
      }))
      for (const connection of connections) connection.close()
      assert.equal(refused?.status, 507, `after ${next} accounts: ${refused?.status} ${refused?.text}`)
    }
  }
]
