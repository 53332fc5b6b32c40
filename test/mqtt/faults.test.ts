import { connectAsync } from 'mqtt'
import type { Test } from 'tap'
import t from 'tap'
import { ANSWERS, client, closed, command, COMMANDS, connectPacket, entries, EVENTS, inbox, rawClient, startMqtt, USER, VIN_OF_ALICE } from '../support/mqtt.ts'

const car = `accounts/alice/vehicles/${VIN_OF_ALICE}`

/** A client that listens, under a rule or a scenario. */
async function under (t: Test, fault: object | string) {
  const started = await startMqtt(t, { FAULT_HANG_MAX: '60000' })
  const { admin } = started
  await admin('PATCH', car, { timing: { accept: 0, wake: 0, forward: 0, execute: 0 } })
  const phone = await client(t, started)
  const heard = inbox(phone)
  await phone.subscribeAsync(`${ANSWERS}/#`)
  const { status } = typeof fault === 'string' ? await admin('PUT', `scenarios/${fault}/active`) : await admin('PUT', 'faults/it', fault)
  t.match(status, /^20/)
  const unlock = (correlation = 'c') => phone.publishAsync(`${COMMANDS}/Doors`, command({ action: 'unlock' }, { correlation_id: correlation }))
  return { ...started, phone, ...heard, unlock, codes: async (count: number) => (await heard.take(count)).map(({ process_code: process, return_code: end }) => process ?? end) }
}

const effect = (effect: object | null, more: object = {}) => ({ match: { operation: 'mqtt.doors' }, effect, ...more })

t.test('a connection is refused with the CONNACK that a rule has, or as a code of the login has it', async (t) => {
  const started = await startMqtt(t)
  const refused = async (effect: object): Promise<unknown> => {
    await started.admin('PUT', 'faults/it', { match: { operation: 'mqtt.connect' }, effect, times: 1 })
    return await connectAsync(`mqtt://127.0.0.1:${started.port}`, { username: USER, password: 'alice', reconnectPeriod: 0 }).then(() => 'connected', ({ code }: { code: unknown }) => code)
  }
  for (const connack of [1, 2, 3, 4, 5]) t.equal(await refused({ connack }), connack)
  t.equal(await refused({ error: 2302 }), 5)
  t.match((await entries(started))[1], { operation: 'mqtt.connect', code: 'connack-5', fault: { rule: 'it', effect: { connack: 5 } } })
  t.match(await started.admin('PUT', 'faults/it', { match: { operation: 'mqtt.connect' }, effect: { suback: 128 } }), { status: 422 })
  t.match(await started.admin('PUT', 'faults/it', { match: { face: 'mqtt' }, effect: { http: { status: 500 } } }), { status: 422 })
  t.match(await started.admin('PUT', 'faults/it', { match: { operation: 'mqtt.doors' }, effect: { connack: 3 } }), { status: 422 })
})

t.test('a subscription is refused alone', async (t) => {
  const { admin, port } = await startMqtt(t)
  await admin('PUT', 'faults/it', { effect: { suback: 128 }, times: 1 })
  const raw = await rawClient(t, { port })
  raw.send(connectPacket(), { cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: EVENTS, qos: 0 }, { topic: `${ANSWERS}/#`, qos: 0 }] })
  await raw.next()
  t.match(await raw.next(), { cmd: 'suback', granted: [128, 0] })
})

t.test('a command fails at once with a return code, or after it was accepted; the car does not change', async (t) => {
  for (const [more, told] of [[{}, ['422']], [{ accepted: true }, ['900', '903', '422']]] as const) {
    const { unlock, take, admin, codes } = await under(t, effect({ command: { returnCode: '422', reason: 'because', ...more } }))
    await unlock()
    t.strictSame(await codes(told.length), told)
    t.match((await take(told.length)).at(-1), { correlation_id: 'c', vin: VIN_OF_ALICE, reason: 'because' })
    t.match((await admin('GET', car)).body, { doors: { state: ['Locked'] } })
  }
})

t.test('a code of the login is return_code 400, any other code that a rule forces is 500', async (t) => {
  const { unlock, codes, admin } = await under(t, effect({ error: 2302 }))
  await unlock()
  t.strictSame(await codes(1), ['400'])
  await admin('PUT', 'faults/it', effect({ error: 2310 }, { force: true }))
  await unlock()
  t.strictSame(await codes(2), ['400', '500'])
})

t.test('answers come twice, the last one first, or not at all, while the car does as it is told', async (t) => {
  for (const [answers, told] of [['double', ['900', '900', '903', '903', '0', '0']], ['reordered', ['0', '900', '903']], ['none', []]] as const) {
    const { unlock, codes, admin, phone } = await under(t, effect({ command: { answers } }))
    await unlock()
    while (!JSON.stringify((await admin('GET', car)).body).includes('"Unlocked"')) await new Promise((resolve) => setImmediate(resolve))
    if (told.length > 0) t.strictSame(await codes(told.length), told)
    else t.strictSame(await entries({ admin }, '&direction=out'), [])
    t.ok(phone.connected)
  }
})

t.test('a delay holds a command back; one whose client leaves meanwhile is not carried out', async (t) => {
  const { unlock, admin, phone, codes } = await under(t, effect(null, { delay: 5 }))
  await unlock()
  t.strictSame(await codes(3), ['900', '903', '0'])
  await admin('PATCH', car, { doors: { state: ['Locked'] } })
  await admin('PUT', 'faults/it', effect(null, { delay: 60_000 }))
  await unlock()
  while ((await admin('GET', 'faults/it')).body?.hits !== 1) await new Promise((resolve) => setImmediate(resolve))
  phone.stream.destroy()
  while ((await entries({ admin }, '&operation=mqtt.doors&direction=in')).length < 2) await new Promise((resolve) => setImmediate(resolve))
  t.match((await entries({ admin }, '&operation=mqtt.doors&direction=in'))[0], { answered: false, reason: 'the client disconnected before the delay was over' })
  t.match((await admin('GET', car)).body, { doors: { state: ['Locked'] } })
})

t.test('a connection is reset, closed, cut and answered with nonsense; the journal says how it ended', async (t) => {
  for (const [transport, how] of [['reset', 'reset'], ['empty', 'closed'], ['truncate', 'closed'], ['malformed', 'answered']] as const) {
    const { unlock, phone, admin } = await under(t, effect({ transport }))
    const gone = closed(phone)
    phone.on('error', () => {})
    unlock().catch(() => {})
    await gone
    while ((await entries({ admin }, '&operation=mqtt.doors'))[0]?.end === null) await new Promise((resolve) => setImmediate(resolve))
    t.match((await entries({ admin }, '&operation=mqtt.doors'))[0], { status: null, fault: { effect: { transport } }, end: { how, by: 'server' } }, transport)
  }
})

t.test('a hang answers neither a command nor a CONNECT; a client that left it is in the journal', async (t) => {
  const { unlock, admin, port, got, phone } = await under(t, { match: { face: 'mqtt' }, effect: { transport: 'hang' } })
  await unlock()
  const raw = await rawClient(t, { port })
  raw.send(connectPacket())
  while ((await entries({ admin }, '&fault=it')).length < 2) await new Promise((resolve) => setImmediate(resolve))
  t.match(await entries({ admin }, '&fault=it'), [{ answered: false, end: null }, { answered: false, end: null }])
  raw.socket.destroy()
  while ((await entries({ admin }, '&fault=it&operation=mqtt.connect'))[0]?.end === null) await new Promise((resolve) => setImmediate(resolve))
  t.match(await entries({ admin }, '&fault=it&operation=mqtt.connect'), [{ end: { how: 'closed', by: 'client' } }])
  t.strictSame(got, [])
  t.ok(phone.connected)
})

t.test('the scenarios of MQTT do what they say', async (t) => {
  const asleep = await under(t, 'vehicle-asleep')
  await asleep.unlock()
  t.strictSame(await asleep.codes(4), ['900', '901', '903', '0'])

  const expired = await under(t, 'token-expired-in-command')
  await expired.unlock()
  await expired.take(1)
  await expired.unlock()
  t.strictSame(await expired.codes(4), ['400', '900', '903', '0'])

  const unbought = await under(t, 'service-not-bought')
  await unbought.unlock()
  t.match(await unbought.take(1), [{ return_code: '400', reason: '[authorization.denied.cvs.response.no.matching.service.key]' }])

  const refused = await under(t, 'refused-after-acceptance')
  await refused.unlock()
  t.strictSame(await refused.codes(3), ['900', '903', '300'])
})

t.test('while the broker is away, a connection is lost and a new one refused with CONNACK 3', async (t) => {
  const { unlock, phone, port } = await under(t, 'broker-away')
  const gone = closed(phone)
  phone.on('error', () => {})
  unlock().catch(() => {})
  await gone
  await t.rejects(connectAsync(`mqtt://127.0.0.1:${port}`, { username: USER, password: 'alice', reconnectPeriod: 0 }), { code: 3 })
})

t.test('a charge is interrupted a minute later by the clock of the sandbox, a snapshot between them or not', async (t) => {
  const { admin, phone, codes, port } = await under(t, 'charge-interrupted')
  await admin('PATCH', car, { battery: { level: 20 } })
  await phone.publishAsync(`${COMMANDS}/VehCharge`, command({ type: 'immediate', program: { hour: 0, minute: 0 } }))
  t.strictSame(await codes(3), ['900', '903', '0'])
  t.match((await admin('GET', car)).body, { charging: { status: 'InProgress' } })
  await admin('PUT', 'state', (await admin('GET', 'state')).body)
  const again = await client(t, { port })
  const heard = inbox(again)
  await again.subscribeAsync(EVENTS)
  await admin('PUT', 'clock', { advance: 'PT61S' })
  t.match((await admin('GET', car)).body, { charging: { status: 'Stopped' } })
  t.match(await heard.take(1), [{ charging_state: { remaining_time: 0, rate: 0 } }])
})
