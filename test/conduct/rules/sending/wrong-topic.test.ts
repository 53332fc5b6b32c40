import t, { type Test } from 'tap'
import { wrongTopic } from '../../../../src/conduct/rules/sending/wrong-topic.ts'
import { MAX_FILTERS } from '../../../../src/mqtt/bounds.ts'
import { Traffic } from '../../../../src/conduct/traffic.ts'
import { ANSWERS, client, closed, command, COMMANDS, entries, EVENTS, startMqtt, type StartedMqtt } from '../../../support/mqtt.ts'

const OTHERS = 'psa/RemoteServices/to/cid/AP-ACNT200000000002/#'

const found = ({ sandbox }: StartedMqtt) => [...wrongTopic.find(new Traffic(sandbox()))].map(({ requests: [{ operation, code }] }) => [operation, code])

/** Subscribes to a topic, whether it may or not. */
const subscribe = async (t: Test, started: StartedMqtt, topic: string): Promise<void> => { await (await client(t, started)).subscribeAsync(topic).catch(() => {}) }

t.test("a client that listens where another account's answers come, or at what it publishes itself, and one that publishes there are found", async (t) => {
  const started = await startMqtt(t)
  await subscribe(t, started, OTHERS)
  await subscribe(t, started, `${COMMANDS}/#`)
  const phone = await client(t, started)
  phone.publish(`${ANSWERS}/Doors`, command({ action: 'lock' }))
  await closed(phone)
  t.strictSame(found(started), [['mqtt.subscribe', 'suback-128'], ['mqtt.subscribe', 'suback-128'], [undefined, 'topic']])
})

t.test('not found is one that subscribes to more than a connection takes', async (t) => {
  const started = await startMqtt(t)
  const phone = await client(t, started)
  for (let count = 0; count <= MAX_FILTERS; count++) await phone.subscribeAsync(`${ANSWERS}/${count}`).catch(() => {})
  t.match((await entries(started))[0], { code: 'suback-128', reason: /subscriptions/ })
  t.strictSame(found(started), [])
})

t.test('not found is one that keeps to its own, one that a fault refuses, and one whose account is gone', async (t) => {
  const started = await startMqtt(t)
  const phone = await client(t, started)
  await phone.subscribeAsync([`${ANSWERS}/#`, EVENTS])
  await phone.publishAsync(`${COMMANDS}/Doors`, command({ action: 'lock' }), { qos: 1 })
  await started.admin('POST', 'faults', { match: { operation: 'mqtt.subscribe' }, effect: { suback: 128 } })
  await subscribe(t, started, EVENTS)
  await started.admin('DELETE', 'faults')
  await subscribe(t, started, OTHERS)
  await started.admin('DELETE', 'accounts/alice')
  t.strictSame(found(started), [])
})
