import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import t from 'tap'
import { enrolled, startClient } from '../support/clients.ts'
import type { DeviceClient } from '../support/device-client.ts'

const outcomes = async (acts: Array<Promise<unknown>>) =>
  (await Promise.allSettled(acts)).map((settled) => settled.status === 'fulfilled' ? 'OK' : (settled.reason as Error).message).toSorted()

t.test('two devices make and redeem one-time passwords side by side', async (t) => {
  const client = await startClient(t)
  const { redeem } = client
  const devices = [await enrolled(client, 'carol'), await enrolled(client, 'carol'), await enrolled(client, 'alice')]
  const run = async (device: DeviceClient, as: string) => {
    for (let count = 0; count < 10; count++) t.match(await redeem(as, await device.otp()), { status: 200 })
  }
  await Promise.all(devices.map((device, index) => run(device, index === 2 ? 'alice' : 'carol')))
})

t.test('of many that redeem one password, or enrol with one code, exactly one succeeds', async (t) => {
  const client = await startClient(t)
  const { redeem, activationCode, device } = client
  const otp = await (await enrolled(client, 'carol')).otp()
  const statuses = (await Promise.all(Array.from({ length: 20 }, () => redeem('carol', otp)))).map(({ status }) => status)
  t.equal(statuses.filter((status) => status === 200).length, 1)
  const code = await activationCode('carol')
  const results = await outcomes(Array.from({ length: 10 }, (_, index) => device(`device-${index}`).enrol(code, '1234')))
  t.strictSame(results, [...Array(9).fill('NOK:CODE'), 'OK'])
})

t.test('of many wrong PINs the third blocks, however parallel they come', async (t) => {
  const client = await startClient(t)
  const { activationCode, device } = client
  const code = await activationCode('alice')
  const results = await outcomes(Array.from({ length: 8 }, () => device().enrol(code, '0000')))
  t.strictSame(results, ['NOK:ACCESS', 'NOK:ACCESS', ...Array(6).fill('NOK:NOK_BLOCKED')])
})

t.test('readers are told once of the account for each request that changes it, however many steps it has', async (t) => {
  const client = await startClient(t)
  const device = await enrolled(client, 'carol')
  const told: Array<number | undefined> = []
  client.sandbox().events.on('account', (_id, account) => { told.push(account?.pinErrors) })
  const acts: Array<[string, () => Promise<unknown>, setup: number, finalize: number]> = [
    ['a one-time password', () => device.otp(), 0, 0],
    ['a wrong PIN', () => device.otp('0000'), 0, 1],
    ['the right one after it', () => device.otp(), 1, 0],
    ['new keys', () => device.synchro(), 0, 0],
    ['a new PIN', () => device.changePin('password', '5678'), 0, 0]
  ]
  for (const [name, act, ...pinErrors] of acts) {
    await act().catch(() => {})
    t.strictSame(told.splice(0), pinErrors, name)
  }
})

t.test('whatever a device does, the account counts as the protocol says', async (t) => {
  const act = fc.constantFrom('right', 'wrong', 'without', 'enrol', 'heal')
  await fc.assert(fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
    const client = await startClient(t, { MAX_ENROLLMENTS: '3' })
    const { admin, activationCode, device } = client
    const one = await enrolled(client, 'carol')
    const model = { pinErrors: 0, enrollments: 1, blocked: 'NotBlocked' }
    for (const next of acts) {
      const isBlocked = model.blocked !== 'NotBlocked'
      const expected = { right: 'OK', without: 'OK', wrong: model.pinErrors === 2 ? 'NOK:NOK_BLOCKED' : 'NOK:ACCESS', enrol: model.enrollments < 3 ? 'OK' : 'NOK:MAXNBTOOLS', heal: 'OK' }[next]
      const deed = {
        right: async () => await one.otp(),
        without: async () => await one.otp(''),
        wrong: async () => await one.otp('0000'),
        enrol: async () => await device().enrol(await activationCode('carol'), '1234'),
        heal: async () => await admin('PATCH', 'accounts/carol', { blocked: 'NotBlocked', pinErrors: 0 })
      }[next]
      const result = await outcomes([deed()])
      const isOneTooMany = next === 'enrol' && model.enrollments === 3
      t.strictSame(result, [isBlocked && next !== 'heal' && !isOneTooMany ? 'NOK:NOK_BLOCKED' : expected], next)
      if (next === 'heal') Object.assign(model, { blocked: 'NotBlocked', pinErrors: 0 })
      else if (!isBlocked && next === 'wrong') model.blocked = ++model.pinErrors === 3 ? 'PinBlocked' : 'NotBlocked'
      else if (!isBlocked && result[0] === 'OK' && next !== 'without') model.pinErrors = 0
      if (isOneTooMany) model.blocked = 'PinBlocked'
      if (next === 'enrol' && result[0] === 'OK') model.enrollments++
      t.match((await admin('GET', 'accounts/carol')).body, model)
    }
  }), { numRuns: 8 })
})

t.test('a folder of fixtures may bring keys of its own, or use those that come along', async (t) => {
  const before = await startClient(t, { FIXTURES: t.testdir({}) })
  t.ok(await (await enrolled(before, 'carol')).otp(), 'the keys that come along')
  const own = t.testdir({ keys: Object.fromEntries(['factory', 'kiw', 'ms', 'oauth'].map((name) => [`${name}.pem`, readFileSync(`fixtures/keys/${name === 'kiw' ? 'ms' : name}.pem`, 'utf8')])) })
  const client = await startClient(t, { FIXTURES: own })
  const kiw = async ({ mac }: typeof client) => /<Kiw>(.*)<\/Kiw>/.exec(await mac('action=ActionSetup&mode=activate&id=&code=123456789'))?.[1]
  t.not(await kiw(client), await kiw(before), 'the keys of the folder')
  t.ok(await (await enrolled(client, 'carol')).otp())
})

t.test('a snapshot can be put back whatever the clock shows, with tokens, challenges and one-time passwords in it', async (t) => {
  for (const clock of [{ now: '1969-12-31T23:00:00.000Z' }, { advance: 'PT0.0005S' }]) {
    const client = await startClient(t)
    const { admin, login, call } = client
    t.match(await admin('PUT', 'clock', clock), { status: 200 })
    await login('alice')
    const device = await enrolled(client, 'carol')
    const otp = await device.otp()
    await device.call('Setup', 'otp', {})
    const { text } = await call({ url: '/admin/state' })
    t.match(await call({ method: 'PUT', url: '/admin/state', payload: text, headers: { 'content-type': 'application/json' } }), { status: 204 })
    t.equal((await call({ url: '/admin/state' })).text, text)
    t.match(await client.redeem('carol', otp), { status: 200 })
  }
})
