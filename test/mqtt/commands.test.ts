import type { Test } from 'tap'
import t from 'tap'
import { Tokens } from '../../src/oauth/tokens.ts'
import { correlationIdOf } from '../../src/mqtt/command.ts'
import { ANSWERS, client, closed, command, COMMANDS, entries, EVENTS, inbox, startMqtt, VIN_OF_ALICE } from '../support/mqtt.ts'

const car = `accounts/alice/vehicles/${VIN_OF_ALICE}`

/** A client that listens to its answers, and the car of alice without a pause between the steps of a command. */
async function listening (t: Test, more: object = {}, environment: Record<string, string> = {}) {
  const started = await startMqtt(t, environment)
  await started.admin('PATCH', car, { timing: { accept: 0, wake: 0, forward: 0, execute: 0 }, ...more })
  const phone = await client(t, started)
  const heard = inbox(phone)
  await phone.subscribeAsync(`${ANSWERS}/#`)
  const send = (topic: string, payload: string) => phone.publishAsync(`${COMMANDS}/${topic}`, payload)
  return { ...started, phone, ...heard, send }
}

const answers = (id: string, ...said: object[]) => said.map((one) => ({ correlation_id: id, vin: VIN_OF_ALICE, ...one }))

t.test('a command is accepted, forwarded and done, and the car has changed', async (t) => {
  const { send, take, got, admin, ...started } = await listening(t)
  await send('Doors', command({ action: 'unlock' }, { correlation_id: 'c1' }))
  t.strictSame(await take(3), answers('c1', { process_code: '900' }, { process_code: '903' }, { return_code: '0' }))
  t.strictSame(got.map(({ topic, qos, retain }) => [topic, qos, retain]), Array(3).fill([`${ANSWERS}/Doors`, 0, false]))
  t.match((await admin('GET', car)).body, { doors: { state: ['Unlocked'] } })
  const all = await entries({ admin })
  t.match(all.map(({ direction, operation, status, channel }) => [direction, operation, status, channel]), [
    ...Array(3).fill(['out', 'mqtt.doors', 'RESULT', 'mqtt']), ['in', 'mqtt.doors', 'SUCCEEDED', 'mqtt'], ['in', 'mqtt.subscribe', 'SUCCEEDED', 'mqtt'], ['in', 'mqtt.connect', 'SUCCEEDED', 'mqtt']
  ])
  t.match((await admin('GET', `requests/${String(all[3]?.id)}`)).body, { request: null, mqtt: { topic: `${COMMANDS}/Doors`, qos: 0, direction: 'in', payload: { access_token: '***', correlation_id: 'c1', req_parameters: { action: 'unlock' } } } })
  t.match(await admin('POST', 'verify', { operation: 'mqtt.doors', account: 'alice', status: 'SUCCEEDED', times: 1 }), { status: 200 })
  const { operations } = (await admin('GET', 'coverage')).body as { operations: Array<{ operation: string }> }
  t.match(operations.find(({ operation }) => operation === 'mqtt.doors'), { face: 'mqtt', succeeded: 1, other: [] })
  t.ok(started.port > 0)
})

t.test('an answer is not kept for who subscribes later', async (t) => {
  const { send, take, port } = await listening(t)
  await send('Doors', command({ action: 'unlock' }, { correlation_id: 'early' }))
  await take(3)
  const late = await client(t, { port })
  const { take: takeLate } = inbox(late)
  await late.subscribeAsync(`${ANSWERS}/#`)
  await send('Doors', command({ action: 'lock' }, { correlation_id: 'late' }))
  t.strictSame((await takeLate(3)).map(({ correlation_id: id }) => id), ['late', 'late', 'late'])
})

t.test('each command of real clients is understood, numbers as text too', async (t) => {
  const { send, take, admin } = await listening(t, { charging: { plugged: true }, battery: { level: 50 } })
  const programs = { program1: { day: [1, 0, 0, 0, 0, 0, 1], hour: 7, minute: 30, on: 1 }, program2: { day: [0, 0, 0, 0, 0, 0, 0], hour: 34, minute: 7, on: 0 } }
  const sent = [
    ['VehCharge/state', { action: 'state' }],
    ['VehCharge', { program: { hour: 22, minute: 30 }, type: 'immediate' }],
    ['ThermalPrecond', { asap: 'activate', programs }],
    ['Lights', { action: 'activate', duration: '10' }],
    ['Horn', { action: 'activate', nb_horn: 2 }],
    ['VehCharge', { program: { hour: '22', minute: '0' }, type: 'delayed' }]
  ] as const
  let count = 0
  for (const [topic, parameters] of sent) {
    await send(topic, command(parameters))
    t.match((await take(count += 3)).at(-1), { return_code: '0' }, topic)
  }
  t.match((await admin('GET', car)).body, {
    charging: { status: 'Stopped', delayedTo: 'PT22H0M' },
    preconditioning: { status: 'Enabled', programs: [{ slot: 1, hour: 7, minute: 30, enabled: true, days: ['mon', 'sun'] }] }
  })
})

t.test('a command that goes no further is answered with the code that clients know, and the journal says why', async (t) => {
  const { send, take, admin } = await listening(t, { services: ['doors', 'horn', 'charge', 'lights'] })
  const cases: ReadonlyArray<readonly [topic: string, payload: string, code: string, reason: RegExp]> = [
    ['Doors', command({ action: 'open' }), '422', /action should be "lock" or "unlock", not "open"/],
    ['Doors', command({ action: 'lock' }, { vin: 'VR3UHZKXZL0000002' }), '113', /alice has no car with the vin/],
    ['Doors', command({ action: 'lock' }, { access_token: 'mallory' }), '400', /access_token: .*never given out/],
    ['Doors', command({ action: 'lock' }, { access_token: 'bob' }), '400', /is of bob, the connection of alice/],
    ['Doors', command({ action: 'lock' }, { access_token: undefined }), '400', /no access_token/],
    ['Doors', command({ action: 'lock' }, { customer_id: 'AP-ACNT200000000002' }), '422', /customer_id should be AP-ACNT200000000001/],
    ['Doors', command({ action: 'lock' }, { req_parameters: 'lock' }), '422', /req_parameters is not an object/],
    ['Horn', command({ action: 'activate', nb_horn: 'loud' }), '422', /nb_horn should be a whole number/],
    ['Horn', command({ action: 'stop', nb_horn: 1 }), '422', /should be "activate"/],
    ['VehCharge', command({ type: 'immediate', program: { hour: 'noon', minute: 0 } }), '422', /whole numbers/],
    ['ThermalPrecond', command({ asap: 'activate' }), '400', /does not have the service preconditioning, only doors, horn, charge, lights/],
    ['Doors', command({ action: 'lock' }), '300', /./]
  ]
  for (const [topic, payload, code] of cases.slice(0, -1)) {
    await send(topic, payload)
    const told = await take(cases.findIndex((one) => one[1] === payload) + 1)
    t.match(told.at(-1), { vin: String, return_code: code }, payload)
  }
  t.match((await take(11))[10], { reason: '[authorization.denied.cvs.response.no.matching.service.key]' })
  const reasons = (await entries({ admin }, '&direction=in&status=FAILED')).reverse()
  for (const [index, [, payload, code, reason]] of cases.slice(0, -1).entries()) t.match(reasons[index], { code, reason }, payload)
  await send('Doors', command({ action: 'lock' }))
  t.match((await take(14)).at(-1), { return_code: '300', reason: /already/ }, 'the car says no')
})

t.test('a payload that no client would understand the answer to gets none, and the journal says why', async (t) => {
  const { send, take, admin } = await listening(t)
  await send('Doors', 'not JSON')
  await send('Doors', 'null')
  await send('Doors', JSON.stringify({ access_token: 'alice' }))
  await send('Doors', JSON.stringify({ access_token: 'alice', vin: null }))
  await send('Doors', command({ action: 'unlock' }, { correlation_id: 'last' }))
  t.match(await take(1), [{ correlation_id: 'last', process_code: '900' }])
  t.match((await entries({ admin }, '&status=FAILED')).reverse(), [
    ...Array(2).fill({ code: '422', reason: /not an object of JSON/ }),
    ...Array(2).fill({ code: '113', reason: `there is no vin in the payload, so that no client would understand an answer; alice has ${VIN_OF_ALICE}` })
  ])
})

t.test('a token that expires is told by a command, not by the connection; sent once more with a new one, it is no duplicate', async (t) => {
  const { send, take, admin, sandbox, phone } = await listening(t)
  const issue = (): string => {
    const alice = sandbox().accounts.get('alice')
    return alice === undefined ? '' : sandbox().part(Tokens).issue('remoteAccess', alice, 'remoteaccess').value
  }
  const token = issue()
  await admin('PUT', 'clock', { advance: 'PT15M' })
  await send('Doors', command({ action: 'unlock' }, { access_token: token, correlation_id: 'same' }))
  t.strictSame(await take(1), answers('same', { return_code: '400' }))
  await send('Doors', command({ action: 'unlock' }, { access_token: issue(), correlation_id: 'same' }))
  t.strictSame((await take(4)).slice(1), answers('same', { process_code: '900' }, { process_code: '903' }, { return_code: '0' }))
  t.ok(phone.connected)
})

t.test('the answers come at the pace of the car, by the clock of the sandbox; a sleeping one says so', async (t) => {
  const { send, take, admin, got } = await listening(t, { asleep: true, timing: { accept: 50, wake: 3000, forward: 300, execute: 700 } })
  await admin('PUT', 'clock', { frozen: true })
  await send('Doors', command({ action: 'unlock' }, { correlation_id: 'c' }))
  const step = async (advance: string, count: number) => {
    while ((await entries({ admin }, '&operation=mqtt.doors&direction=in')).length === 0) await new Promise((resolve) => setImmediate(resolve))
    await admin('PUT', 'clock', { advance })
    return await take(count)
  }
  t.strictSame(await step('PT0.05S', 2), answers('c', { process_code: '900' }, { process_code: '901' }))
  t.equal((await step('PT3S', 2)).length, 2, 'waking is told by no code')
  t.strictSame((await step('PT0.3S', 3)).slice(2), answers('c', { process_code: '903' }))
  t.strictSame((await step('PT0.7S', 4)).slice(3), answers('c', { return_code: '0' }))
  t.equal(got.length, 4)
})

t.test('two commands at once have an answer each, in the order of their steps', async (t) => {
  const { send, take } = await listening(t)
  await Promise.all([send('Doors', command({ action: 'unlock' }, { correlation_id: 'a' })), send('Horn', command({ action: 'activate', nb_horn: 1 }, { correlation_id: 'b' }))])
  const told = await take(6)
  for (const id of ['a', 'b']) t.strictSame(told.filter(({ correlation_id: one }) => one === id), answers(id, { process_code: '900' }, { process_code: '903' }, { return_code: '0' }))
})

t.test('a command is forgotten by a reset of its sandbox, whose clients begin anew', async (t) => {
  const { send, take, admin, phone, port } = await listening(t, { timing: { accept: 0, wake: 0, forward: 0, execute: 3_600_000 } })
  await send('Doors', command({ action: 'unlock' }))
  await take(2)
  const gone = closed(phone)
  await admin('POST', 'reset')
  await gone
  const again = await client(t, { port })
  const heard = inbox(again)
  await again.subscribeAsync(`${ANSWERS}/#`)
  await admin('PUT', 'clock', { advance: 'PT2H' })
  await again.publishAsync(`${COMMANDS}/Doors`, command({ action: 'lock' }, { correlation_id: 'new' }))
  await admin('PUT', 'clock', { advance: 'PT1H' })
  t.match((await heard.take(1))[0], { correlation_id: 'new' })
  t.match((await admin('GET', car)).body, { doors: { state: ['Locked'] } })
})

t.test('a snapshot holds the commands under way: their answers go on after it', async (t) => {
  const { send, take, admin, port } = await listening(t, { timing: { accept: 0, wake: 0, forward: 0, execute: 3_600_000 } })
  await send('Doors', command({ action: 'unlock' }, { correlation_id: 'saved' }))
  await take(2)
  const { body } = await admin('GET', 'state')
  t.equal((await admin('PUT', 'state', body)).status, 204)
  const again = await client(t, { port }) // as a reset, it ends the connections
  const heard = inbox(again)
  await again.subscribeAsync(`${ANSWERS}/#`)
  await admin('PUT', 'clock', { advance: 'PT1H' })
  t.strictSame(await heard.take(1), answers('saved', { return_code: '0' }))
})

t.test('an answer that nobody is subscribed to is in the journal as such; a wake-up may come before the subscription', async (t) => {
  const started = await startMqtt(t)
  await started.admin('PUT', 'clock', { frozen: true })
  const phone = await client(t, started)
  const heard = inbox(phone)
  await phone.publishAsync(`${COMMANDS}/VehCharge/state`, command({ action: 'state' }, { correlation_id: 'early' }), { qos: 1 })
  await started.admin('PUT', 'clock', { advance: 'PT0.05S' })
  t.match(await entries(started, '&direction=out'), [{ answered: false, status: null, reason: `nobody is subscribed to ${ANSWERS}/VehCharge/state` }])
  await phone.subscribeAsync(`${ANSWERS}/#`)
  await started.admin('PUT', 'clock', { advance: 'PT2S' })
  t.match(await heard.take(2), answers('early', { process_code: '903' }, { return_code: '0' }))
})

t.test('a car tells of itself with both parts, after it has changed, to those who listen to it', async (t) => {
  const started = await startMqtt(t)
  const phone = await client(t, started)
  const { take, got } = inbox(phone)
  await phone.subscribeAsync(EVENTS)
  await started.admin('PATCH', car, { battery: { level: 50 }, charging: { status: 'InProgress', power: 7400 } })
  t.match(await take(1), [{
    vin: VIN_OF_ALICE,
    date: '2026-01-01T12:00:00Z',
    charging_state: { remaining_time: 203, rate: 49, cable_detected: true, soc_batt: 50, autonomy_zev: 167 },
    precond_state: { asap: 'deactivate', programs: { program4: { day: [0, 0, 0, 0, 0, 0, 0], hour: 34, minute: 7, on: 0 } } }
  }])
  await started.admin('PUT', 'clock', { advance: 'PT4H' })
  t.match((await take(2))[1], { charging_state: { remaining_time: 0, rate: 0, soc_batt: 100 } }, 'the charge is over')
  t.strictSame(got.map(({ topic, qos, retain }) => [topic, qos, retain]), Array(2).fill([EVENTS, 0, false]))
})

t.test('what a car tells of itself is in the journal once for each account that hears it', async (t) => {
  const started = await startMqtt(t)
  await started.admin('PUT', `accounts/bob/vehicles/${VIN_OF_ALICE}`, {})
  const phones = await Promise.all(['alice', 'alice', 'bob', 'carol'].map((password) => client(t, started, { password })))
  const heard = phones.map(inbox)
  await Promise.all(phones.map((phone) => phone.subscribeAsync(`${EVENTS.slice(0, EVENTS.lastIndexOf('/'))}/#`)))
  await started.admin('PATCH', car, { battery: { level: 50 } })
  await Promise.all(heard.slice(0, 3).map(({ take }) => take(1)))
  t.match((await entries(started, '&direction=out')).map(({ account, operation, status }) => [account, operation, status]).sort(), [['alice', null, 'RESULT'], ['bob', null, 'RESULT']])
  t.match(await entries(started, '&direction=out&account=alice'), [{ account: 'alice', answered: true }])
})

t.test('a correlation id of up to 200 characters comes back, a longer one is left out', async () => {
  const id = 'c'.repeat(200)
  t.strictSame([correlationIdOf({ correlation_id: id }), correlationIdOf({ correlation_id: `${id}c` }), correlationIdOf({ correlation_id: 7 })], [id, undefined, undefined])
})
