import { once } from 'node:events'
import type { MqttClient } from 'mqtt'
import t from 'tap'
import { checkFilter, matchesFilter } from '../../src/mqtt/topics.ts'
import { ANSWERS, client, command, COMMANDS, connectPacket, CUSTOMER, entries, EVENTS, rawClient, startMqtt, VIN_OF_ALICE } from '../support/mqtt.ts'

t.test('a client subscribes to its own answers and cars; any other topic is refused alone', async (t) => {
  const started = await startMqtt(t)
  const raw = await rawClient(t, started)
  raw.send(connectPacket())
  await raw.next()
  const filters: ReadonlyArray<readonly [filter: string, granted: number]> = [
    [`${ANSWERS}/#`, 1], [`${ANSWERS}/+`, 1], [`${ANSWERS}/Doors`, 1], [ANSWERS, 1], [EVENTS, 1],
    ['#', 128], ['$SYS/#', 128], ['psa/RemoteServices/to/cid/+/#', 128], [`${ANSWERS}0/#`, 128], ['psa/RemoteServices/to/cid/AP-ACNT200000000002/#', 128],
    ['psa/RemoteServices/events/MPHRTServices/VR3UHZKXZL0000002', 128], ['psa/RemoteServices/events/MPHRTServices/#', 1], ['psa/RemoteServices/events/MPHRTServices/+', 1], ['psa/RemoteServices/events/#', 128],
    [`${ANSWERS}/${'x'.repeat(256)}`, 128]
  ]
  raw.send({ cmd: 'subscribe', messageId: 7, subscriptions: filters.map(([topic]) => ({ topic, qos: 1 })) })
  t.match(await raw.next(), { cmd: 'suback', messageId: 7, granted: filters.map(([, granted]) => granted) })
  const refused = await entries(started, '&status=FAILED')
  t.match(refused.at(-1), { operation: 'mqtt.subscribe', account: 'alice', code: 'suback-128', reason: `alice may not subscribe to "#", only to ${ANSWERS}/# and ${EVENTS}` })
})

t.test('a filter for the events of all cars, as Jeedom has it, brings those of the own cars alone', async (t) => {
  const started = await startMqtt(t)
  const other = 'VR3UHZKXZL0000099'
  await started.admin('PUT', 'accounts/other', { vehicles: [{ vin: other }] })
  const all = 'psa/RemoteServices/events/MPHRTServices/#'
  const [phone, others] = [await client(t, started), await client(t, started, { password: 'other' })]
  for (const listener of [phone, others]) await listener.subscribeAsync(all)
  const heard = (listener: MqttClient, vin: string, topics: string[]) =>
    new Promise<void>((resolve) => listener.on('message', (topic) => { if (topics.push(topic) > 0 && topic.endsWith(vin)) resolve() }))
  const [own, foreign]: [string[], string[]] = [[], []]
  const both = [heard(phone, VIN_OF_ALICE, own), heard(others, other, foreign)]
  await started.admin('PATCH', `accounts/other/vehicles/${other}`, { battery: { level: 20 } })
  await started.admin('PATCH', `accounts/alice/vehicles/${VIN_OF_ALICE}`, { battery: { level: 20 } })
  await Promise.all(both)
  t.strictSame([...new Set(own)], [EVENTS])
  t.strictSame([...new Set(foreign)], [`psa/RemoteServices/events/MPHRTServices/${other}`])
})

t.test('what is no topic filter is refused, whoever asks', async (t) => {
  const alice = { id: 'alice', customerId: CUSTOMER, vehicles: [{ vin: VIN_OF_ALICE }] }
  t.doesNotThrow(() => checkFilter(alice, `${ANSWERS}/`.padEnd(256, 'x')))
  t.throws(() => checkFilter(alice, `${ANSWERS}/`.padEnd(257, 'x')), { message: 'a topic has 257 characters; 256 are the most' })
  for (const filter of [`${ANSWERS}/a#`, `${ANSWERS}/#/a`, `${ANSWERS}/a+`, `${ANSWERS}/\0`]) t.throws(() => checkFilter(alice, filter), { message: /is not a topic filter|U\+0000/ }, filter)
})

t.test('a connection takes 50 subscriptions; what is given back leaves room', async (t) => {
  const started = await startMqtt(t)
  const phone = await client(t, started)
  const topics = Array.from({ length: 50 }, (_, index) => `${ANSWERS}/${index}`)
  await phone.subscribeAsync(topics)
  await t.rejects(phone.subscribeAsync(EVENTS))
  await phone.subscribeAsync(String(topics[0]))
  await phone.unsubscribeAsync(String(topics[0]))
  await phone.subscribeAsync(EVENTS)
})

t.test('a message to a topic that is none of its own closes the connection, and the journal says why', async (t) => {
  const started = await startMqtt(t)
  const wrong: ReadonlyArray<readonly [topic: string, reason: RegExp]> = [
    ['psa/RemoteServices/from/cid/AP-ACNT200000000002/Doors', /alice may not publish to .*only to psa\/RemoteServices\/from\/cid\/AP-ACNT200000000001\//],
    [`${COMMANDS}/Roof`, /the topic of no command.*Doors/],
    [`${COMMANDS}/constructor`, /the topic of no command/],
    ['$SYS/x', /may not publish/],
    [`${COMMANDS}/${'x'.repeat(256)}`, /256 are the most/],
    [ANSWERS, /may not publish/]
  ]
  for (const [topic, reason] of wrong) {
    const raw = await rawClient(t, started)
    raw.send(connectPacket(), { cmd: 'publish', topic, payload: command({ action: 'lock' }), qos: 1, messageId: 1, dup: false, retain: true })
    await raw.next()
    t.equal(await raw.next(), undefined, 'no PUBACK')
    t.match((await entries(started, '&status=FAILED'))[0], { code: 'topic', reason, end: { how: 'closed', by: 'server' } }, topic)
  }
})

t.test('what breaks the protocol closes the connection, and the journal says why', async (t) => {
  const started = await startMqtt(t)
  for (const bytes of [Buffer.from([0xf0, 0]), Buffer.from([0x30, 2, 0, 0])]) {
    const raw = await rawClient(t, started)
    raw.send(connectPacket())
    await raw.next()
    raw.send(bytes)
    t.equal(await raw.next(), undefined)
    t.match((await entries(started))[0], { code: 'protocol', account: 'alice', reason: /the connection is closed$/ })
  }
})

t.test('a client that says nothing for one and a half times its keep-alive is closed, by the clock of the machine', async (t) => {
  const started = await startMqtt(t)
  await started.admin('PUT', 'clock', { frozen: true })
  const raw = await rawClient(t, started)
  raw.send(connectPacket({ keepalive: 1 }))
  await raw.next()
  await once(raw.socket, 'close')
  while ((await entries(started))[1]?.end === null) await new Promise((resolve) => setImmediate(resolve))
  t.match(await entries(started), [{ code: 'keep-alive' }, { operation: 'mqtt.connect', end: { by: 'server' } }])
})

t.test('a will and a retained message are not kept: nothing is published when a client is lost, nothing waits for the next', async (t) => {
  const started = await startMqtt(t)
  const raw = await rawClient(t, started)
  raw.send(connectPacket({ will: { topic: `${COMMANDS}/Doors`, payload: Buffer.from(command({ action: 'unlock' })), qos: 0 } }))
  await raw.next()
  raw.socket.resetAndDestroy()
  while ((await entries(started))[0]?.end === null) await new Promise((resolve) => setImmediate(resolve))
  t.match(await entries(started), [{ operation: 'mqtt.connect', violations: ['a will is not kept'], end: { by: 'client' } }])
})

t.test('a filter matches as MQTT says', async (t) => {
  const rows: ReadonlyArray<readonly [filter: string, topic: string, matches: boolean]> = [
    ['a/b', 'a/b', true], ['a/b', 'a/b/c', false], ['a/#', 'a', true], ['a/#', 'a/b/c', true], ['a/+', 'a/b', true], ['a/+', 'a', false], ['a/+/c', 'a/b/c', true], ['a/+/c', 'a/b/d', false], ['+', 'a/b', false], ['b/#', 'a', false]
  ]
  for (const [filter, topic, matches] of rows) t.equal(matchesFilter(filter, topic), matches, `${filter} ${topic}`)
})
