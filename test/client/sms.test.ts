import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { connect } from '../../src/client/connect.ts'

/** A server that has no message until it was asked so often, and how long it was to wait each time, in milliseconds. */
async function busyServer (t: Test, emptyAnswers: number) {
  const waits: number[] = []
  const server = createServer(({ url }, response) => {
    waits.push(Number(new URL(String(url), 'http://localhost').searchParams.get('wait')))
    const found = waits.length > emptyAnswers
    response.writeHead(found ? 200 : 404, { 'content-type': 'application/json', 'x-mock-instance': 'test' })
    response.end(JSON.stringify(found ? { code: '123456' } : { message: 'No SMS has been sent.' }))
  }).listen(0, '127.0.0.1')
  t.teardown(() => server.close().closeAllConnections())
  await once(server, 'listening')
  return { sandbox: connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`).sandbox(), waits }
}

t.test('a wait longer than one request can last goes on in the next, and all last as long as was asked', async (t) => {
  const { sandbox, waits } = await busyServer(t, 2)
  t.equal(await sandbox.sms({ timeout: 70_000 }), '123456')
  t.strictSame(waits, [30_000, 30_000, 10_000])
})

t.test('a wait without a timeout is clearly shorter than the 5 seconds that a test has in Vitest and Jest, so its reason is seen', async (t) => {
  const { sandbox, waits } = await busyServer(t, Infinity)
  await t.rejects(sandbox.sms(), { status: 404, message: 'No SMS has been sent.' })
  await t.rejects(sandbox.message({ to: '0612345678' }), /No SMS/)
  await t.rejects(sandbox.answerPush('accept'), /No SMS/)
  t.strictSame(waits, [4000, 4000, 4000])
})

t.test('a wait ends with its timeout, and not before', async (t) => {
  const { sandbox, waits } = await busyServer(t, Infinity)
  await t.rejects(sandbox.sms({ timeout: 60_000 }), { status: 404, message: 'No SMS has been sent.' })
  t.strictSame(waits, [30_000, 30_000])
})
