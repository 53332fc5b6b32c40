import t from 'tap'
import { enrolDevice } from '../../../src/inwebo/enrol-device.ts'
import type { Account } from '../../../src/sandbox/accounts/account.ts'
import { DeviceClient } from '../../support/device-client.ts'
import { enrolledWorld, keys, putCode, START } from '../../support/inwebo.ts'

type World = Awaited<ReturnType<typeof enrolledWorld>>
type Fields = Record<string, string>

/** A sentence of docs/reference/device-protocol.md#6-what-the-server-does, as a request that it refuses. */
interface Refusal {
  readonly when: string
  readonly wire: string
  readonly reason: RegExp
  readonly act: (world: World) => Promise<unknown>
  /** Wrong PINs that are counted after it. */
  readonly counts?: number
}

const BLOCK = '0'.repeat(256)
const ZERO = '0'.repeat(64)

/** The last step of a mode that starts from a challenge, with some parameters changed. */
const finalize = (mode: string, changed: Fields = {}, pin = '1234') => async ({ client, wait }: World, time = 0) => {
  const parameters: Fields = mode === 'reset' ? { code: '333333333' } : {}
  const setup = await client.call('Setup', mode, parameters)
  wait(time)
  const sealed = mode === 'password' || mode === 'reset' ? sealedPin(client, setup, '5678') : {}
  return await client.call('Finalize', mode, { ...parameters, ...client.R(setup.challenge ?? '', pin), ...sealed, ...changed })
}

/** Kma and PIN for a new PIN of the device. */
function sealedPin (client: DeviceClient, setup: Fields, pin: string): Fields {
  const other = new DeviceClient(() => '')
  Object.assign(other, { serial: client.serial, pin })
  return other.sealedPin(setup)
}

/** The last step of an enrolment of a second device, with some parameters changed. */
const activate = (change: (parameters: Fields) => Fields, pin = '1234') => async ({ send, sms }: World) => {
  const device = new DeviceClient(send, 'second')
  device.pin = pin
  const setup = await device.call('Setup', 'activate', { code: sms('222222222') })
  return await device.call('Finalize', 'activate', change({ serial: device.serial, code: '222222222', name: '', ...device.sealedPin(setup), ...device.R('', '') }))
}

/** The ms step of a second device, with some parameters changed. */
const ms = (change: (parameters: Fields, device: DeviceClient, challenge: string) => Fields, between: (world: World) => unknown = () => {}) => async (world: World) => {
  const device = new DeviceClient(world.send, 'second')
  device.sendSecret = async ({ ms_id: id = '', challenge = '' }) => {
    between(world)
    const { Kma } = device.sealedPin({ Kfact: keys.Kfact, Kiw: keys.msKey })
    await device.call('Finalize', 'ms', change({ ms_n: '1', ms_id0: id, ms_val0: Kma, ...device.R(challenge, '1234') }, device, challenge))
  }
  await device.enrol(world.sms('222222222'), '1234')
}

const after = (prepare: (world: World) => unknown, act: (world: World) => Promise<unknown>) => async (world: World) => {
  await prepare(world)
  return await act(world)
}
const set = (changed: Partial<Account>) => ({ change }: World) => change(changed)
const service = (changed: Partial<Account['inwebo']>) => ({ account, change }: World) => change({ inwebo: { ...account().inwebo, ...changed } })
const resetCode = ({ sandbox }: World) => putCode(sandbox, 'resetPIN', '333333333')
const disable = ({ account, change }: World) => change({ devices: account().devices.map((device) => ({ ...device, enabled: false })) })
const setup = (mode: string, parameters: Fields = {}) => ({ client }: World) => client.call('Setup', mode, parameters)

const ACTIVATE: readonly Refusal[] = [
  { when: 'Setup: the code is not 9 digits', wire: 'NOK:SN', reason: /code should be 9 digits/, act: setup('activate', { id: '', code: '1234' }) },
  { when: 'the serial has no "/_/" and 32 hexadecimal digits', wire: 'NOK:SN', reason: /serial should be a device id/, act: activate((all) => ({ ...all, serial: 'no serial' })) },
  { when: 'an R value is missing', wire: 'NOK:SN', reason: /R2 is missing/, act: activate(({ R2, ...all }) => all) },
  { when: 'an R value is not 64 hexadecimal digits', wire: 'NOK:SN', reason: /R0 should be 64/, act: activate((all) => ({ ...all, R0: '0'.repeat(63) })) },
  { when: 'Kma is not one RSA block', wire: 'NOK:SN', reason: /Kma should be one RSA block/, act: activate((all) => ({ ...all, Kma: '00' })) },
  { when: 'pin is not one RSA block', wire: 'NOK:SN', reason: /pin should be one RSA block/, act: activate((all) => ({ ...all, pin: '00' })) },
  { when: 'Kma cannot be decrypted', wire: 'NOK:SN', reason: /Kma cannot be decrypted with Kiw/, act: activate((all) => ({ ...all, Kma: BLOCK })) },
  { when: 'pin cannot be decrypted', wire: 'NOK:SN', reason: /pin cannot be decrypted with Kiw/, act: activate((all) => ({ ...all, pin: BLOCK })) },
  { when: 'Kma is not 16 bytes', wire: 'NOK:SN', reason: /or is not 16 bytes/, act: activate(({ pin = '', ...all }) => ({ ...all, Kma: pin, pin })) },
  { when: 'Kma is not of this PIN and serial', wire: 'NOK:SN', reason: /Kma is not the start of SHA-256/, act: (world) => activate((all) => ({ ...all, serial: world.client.serial }))(world) },
  { when: 'the PIN has 3 digits', wire: 'NOK:PINREFUSED', reason: /4 to 8 digits/, act: activate((all) => all, '123') },
  { when: 'the PIN has 9 digits', wire: 'NOK:PINREFUSED', reason: /4 to 8 digits/, act: activate((all) => all, '123456789') },
  { when: 'the code is unknown', wire: 'NOK:CODE', reason: /no activation code like this is pending/, act: activate((all) => ({ ...all, code: '999999999' })) },
  { when: 'the code was replaced', wire: 'NOK:CODE', reason: /replaced by a newer one/, act: after(({ sms }) => sms('444444444'), activate((all) => ({ ...all, code: '444444444' }))) },
  { when: 'the account of the code is gone', wire: 'NOK:CODE', reason: /no activation code like this is pending/, act: (world) => activate((all) => { world.sandbox.accounts.delete('carol'); return all })(world) },
  { when: 'the PIN is not that of the account', wire: 'NOK:ACCESS', reason: /wrong PIN 1 of 3/, act: activate((all) => all, '0000'), counts: 1 },
  { when: 'the account is blocked', wire: 'NOK:NOK_BLOCKED', reason: /AccountBlocked/, act: after(set({ blocked: 'AccountBlocked' }), activate((all) => all)) },
  { when: 'the enrolments are used up', wire: 'NOK:MAXNBTOOLS', reason: /all 1 enrolments for life are used up/, act: after(set({ limits: { maxEnrollments: 1 } }), activate((all) => all)) },
  {
    when: 'the account has 100 devices',
    wire: 'NOK:MAXNBTOOLS',
    reason: /the account has 100 devices/,
    act: after(set({ devices: Array.from({ length: 100 }, (_, index) => ({ id: `d${index}`, name: 'd', enabled: true, enrolledAt: '2026-01-01T00:00:00Z' })) }), activate((all) => all))
  }
]

const MS: readonly Refusal[] = [
  { when: 'the id is empty', wire: 'NOK:FORBIDDEN', reason: /id is empty/, act: ms((all) => ({ ...all, id: '' })) },
  { when: 'the id is unknown', wire: 'NOK:NODEVICE', reason: /no enabled device has the id 123456789/, act: ms((all) => ({ ...all, id: '123456789' })) },
  { when: 'the account is blocked', wire: 'NOK:NOK_BLOCKED', reason: /AccountBlocked/, act: ms((all) => all, set({ blocked: 'AccountBlocked' })) },
  { when: 'the PIN is blocked', wire: 'NOK:NOK_BLOCKED', reason: /PinBlocked/, act: ms((all) => all, set({ blocked: 'PinBlocked' })) },
  { when: 'the device has sent its secret already', wire: 'NOK:STATE', reason: /has sent its secret already/, act: ({ client }) => client.call('Finalize', 'ms', client.R('', '1234')) },
  { when: 'the challenge is too old', wire: 'NOK:TIMEOUT', reason: /60001 ms between Setup and Finalize/, act: ms((all) => all, ({ wait }) => wait(60_001)) },
  { when: 'ms_n is not 1', wire: 'NOK:SN', reason: /ms_n should be 1/, act: ms((all) => ({ ...all, ms_n: '2' })) },
  { when: 'ms_id0 is another', wire: 'NOK:SN', reason: /ms_id0 is not the ms_id/, act: ms((all) => ({ ...all, ms_id0: '7' })) },
  { when: 'the secret cannot be decrypted', wire: 'NOK:SN', reason: /ms_val0 cannot be decrypted/, act: ms((all) => ({ ...all, ms_val0: BLOCK })) },
  { when: 'the secret is not 16 bytes', wire: 'NOK:SN', reason: /or is not 16 bytes/, act: ms((all, device) => ({ ...all, ms_val0: device.sealedPin({ Kfact: keys.Kfact, Kiw: keys.msKey }).pin })) },
  { when: 'R0 is of another installation', wire: 'NOK:ACCESS', reason: /R0 does not fit/, act: ms((all) => ({ ...all, R0: ZERO })) },
  { when: 'R2 leaves out the PIN', wire: 'NOK:ACCESS', reason: /the PIN is not in R2: wrong PIN 1/, act: ms((all, device, challenge) => ({ ...all, ...device.R(challenge, '') })), counts: 1 }
]

const OTP: readonly Refusal[] = [
  { when: 'Setup: the id is unknown', wire: 'NOK:NODEVICE', reason: /no enabled device has the id 999999999/, act: setup('otp', { id: '999999999' }) },
  { when: 'Setup: the device is disabled', wire: 'NOK:NODEVICE', reason: /removed or disabled/, act: after(disable, setup('otp')) },
  { when: 'Setup: the account is blocked', wire: 'NOK:NOK_BLOCKED', reason: /PinBlocked/, act: after(set({ blocked: 'PinBlocked' }), setup('otp')) },
  { when: 'Setup: the secret is missing', wire: 'NOK:STATE', reason: /the ms step is missing/, act: after(activate((all) => all), ({ account, client }) => client.call('Setup', 'otp', { id: account().devices[1]?.inwebo?.id ?? '' })) },
  { when: 'Setup: another service', wire: 'NOK:NOSRV', reason: /the service of this account is 1201/, act: setup('otp', { sid: '7' }) },
  { when: 'Setup: the quota is used up', wire: 'NOK:ACCESS', reason: /0 one-time passwords were made .* the limit is 0/, act: after(set({ limits: { otpDailyLimit: 0 } }), setup('otp')) },
  { when: 'Setup: the library is too old', wire: 'NOK:VERSION', reason: /older than 0.2.0/, act: setup('otp', { version: 'Generator-1.0/0.1.9' }) },
  { when: 'Finalize: the quota is used up meanwhile', wire: 'NOK:ACCESS', reason: /the limit is 0/, act: async ({ client, change }) => { const { challenge = '' } = await client.call('Setup', 'otp', {}); change({ limits: { otpDailyLimit: 0 } }); await client.call('Finalize', 'otp', client.R(challenge, '1234')) } },
  { when: 'Finalize: the id is empty', wire: 'NOK:FORBIDDEN', reason: /never enrolled/, act: finalize('otp', { id: '' }) },
  { when: 'Finalize: the id is 0', wire: 'NOK:FORBIDDEN', reason: /never enrolled/, act: finalize('otp', { id: '0' }) },
  { when: 'Finalize: no challenge is open', wire: 'NOK:STATE', reason: /no otp challenge is open/, act: ({ client }) => client.call('Finalize', 'otp', client.R('', '1234')) },
  { when: 'Finalize: the challenge was used', wire: 'NOK:STATE', reason: /it was used already/, act: async ({ client }) => { const { challenge = '' } = await client.round('otp'); await client.call('Finalize', 'otp', client.R(challenge, '1234')) } },
  { when: 'Finalize: the challenge is too old', wire: 'NOK:TIMEOUT', reason: /stale challenge: 60001 ms/, act: (world) => finalize('otp')(world, 60_001) },
  { when: 'Finalize: R0 is of another installation', wire: 'NOK:ACCESS', reason: /R0 does not fit: the serial of another installation/, act: finalize('otp', { R0: ZERO }) },
  { when: 'Finalize: R1 is out of step', wire: 'NOK:STATE', reason: /K1 is out of step/, act: finalize('otp', { R1: ZERO }) },
  { when: 'Finalize: R1 is not hexadecimal', wire: 'NOK:SN', reason: /R1 should be 64 hexadecimal digits/, act: finalize('otp', { R1: 'zz' }) },
  { when: 'Finalize: the PIN is wrong', wire: 'NOK:ACCESS', reason: /R2 does not fit the PIN of the account: wrong PIN 1 of 3/, act: finalize('otp', {}, '0000'), counts: 1 }
]

const OTHERS: readonly Refusal[] = [
  ...['synchro', 'password'].flatMap((mode): Refusal[] => [
    { when: `${mode}: the account is blocked`, wire: 'NOK:NOK_BLOCKED', reason: /AccountBlocked/, act: after(set({ blocked: 'AccountBlocked' }), setup(mode)) },
    { when: `${mode}: the account is blocked between the steps`, wire: 'NOK:NOK_BLOCKED', reason: /AccountBlocked/, act: async ({ client, change }) => { const { challenge = '' } = await client.call('Setup', mode, {}); change({ blocked: 'AccountBlocked' }); await client.call('Finalize', mode, client.R(challenge, '1234')) } },
    { when: `${mode}: R2 leaves out the PIN`, wire: 'NOK:ACCESS', reason: /the PIN is not in R2/, act: finalize(mode, {}, ''), counts: 1 },
    { when: `${mode}: R0 is of another installation`, wire: 'NOK:ACCESS', reason: /R0 does not fit/, act: finalize(mode, { R0: ZERO }) },
    { when: `${mode}: the challenge is too old`, wire: 'NOK:TIMEOUT', reason: /60001 ms/, act: (world) => finalize(mode)(world, 60_001) }
  ]),
  { when: 'password: the user has no service', wire: 'NOK:NOSRV', reason: /no service/, act: after(service({ services: 0 }), setup('password')) },
  { when: 'synchro: the user has no service', wire: 'NOK:NOSRV', reason: /no service/, act: after(service({ services: 0 }), setup('synchro')) },
  { when: 'password: the new PIN is the old one', wire: 'NOK:PINREUSED', reason: /the new PIN is the old one/, act: ({ client }) => client.changePin('password', '1234') },
  { when: 'password: the new PIN is too short', wire: 'NOK:PINREFUSED', reason: /4 to 8 digits/, act: ({ client }) => client.changePin('password', '123') },
  { when: 'password: the old PIN is wrong', wire: 'NOK:ACCESS', reason: /wrong PIN 1 of 3/, act: finalize('password', {}, '0000'), counts: 1 },
  { when: 'reset: the code is no code', wire: 'NOK:SN', reason: /code should be 9 digits/, act: setup('reset', { code: '12' }) },
  { when: 'reset: the account is blocked for another reason', wire: 'NOK:NOK_BLOCKED', reason: /AccountBlocked/, act: after(set({ blocked: 'AccountBlocked' }), setup('reset', { code: '333333333' })) },
  { when: 'reset: no code is pending', wire: 'NOK:CODE', reason: /no resetPIN code has been sent for carol/, act: finalize('reset') },
  { when: 'reset: the code is another', wire: 'NOK:CODE', reason: /the code that was sent is not the pending resetPIN code; 2 tries left/, act: after(resetCode, finalize('reset', { code: '444444444' })) },
  { when: 'reset: the code is an activation code', wire: 'NOK:CODE', reason: /no resetPIN code has been sent for carol/, act: after(({ sms }) => sms('333333333'), finalize('reset')) },
  { when: 'reset: the code expired', wire: 'NOK:CODE', reason: /was sent at 2023-11-14T22:13:20.000Z, lives 900 s and expired at 2023-11-14T22:28:20.000Z/, act: after(async (world) => { resetCode(world); world.wait(900_000) }, finalize('reset')) },
  { when: 'reset: R0 is of a copy of the installation', wire: 'NOK:ACCESS', reason: /R0 does not fit/, act: after(resetCode, finalize('reset', { R0: ZERO })) },
  { when: 'reset: R0 is missing', wire: 'NOK:SN', reason: /R0 should be 64/, act: after(resetCode, finalize('reset', { R0: '' })) },
  { when: 'reset: the new PIN cannot be decrypted', wire: 'NOK:SN', reason: /pin cannot be decrypted/, act: after(resetCode, finalize('reset', { pin: BLOCK })) }
]

for (const [mode, refusals] of Object.entries({ activate: ACTIVATE, ms: MS, otp: OTP, others: OTHERS })) {
  t.test(mode, async (t) => {
    for (const { when, wire, reason, act, counts = 0 } of refusals) {
      t.test(`${when} → ${wire}`, async (t) => {
        const world = await enrolledWorld()
        await t.rejects(act(world), new Error(wire))
        t.match(world.refusal.reason, reason)
        t.equal(world.account().pinErrors, counts, 'wrong PINs counted')
      })
    }
  })
}

t.test('a challenge serves the mode that it was opened for, and no other', async (t) => {
  const modes = ['otp', 'synchro', 'password', 'reset']
  for (const opened of modes) {
    for (const used of modes.filter((mode) => mode !== opened)) {
      const { sandbox, client, refusal } = await enrolledWorld()
      const code = putCode(sandbox, 'resetPIN', '333333333')
      const answer = await client.call('Setup', opened, { code })
      const { Kiw = '', Kfact = '' } = await client.call('Setup', 'activate', { id: '', code })
      const parameters = { ...client.R(answer.challenge ?? '', '1234'), ...sealedPin(client, { Kiw, Kfact }, '5678'), code }
      await t.rejects(client.call('Finalize', used, parameters), new Error('NOK:STATE'), `opened for ${opened}, used for ${used}`)
      t.match(refusal.reason, `no ${used} challenge is open`)
    }
  }
})

t.test('a challenge lives for 60 seconds, that one included, and is used up whatever follows', async (t) => {
  const world = await enrolledWorld()
  await t.resolves(finalize('otp')(world, 60_000))
  const { client, wait } = world
  const { challenge = '' } = await client.call('Setup', 'otp', {})
  wait(60_001)
  await t.rejects(client.call('Finalize', 'otp', client.R(challenge, '1234')), new Error('NOK:TIMEOUT'))
  await t.rejects(client.call('Finalize', 'otp', client.R(challenge, '1234')), new Error('NOK:STATE'))
  const { challenge: second = '' } = await client.call('Setup', 'otp', {})
  await t.rejects(client.call('Finalize', 'otp', { ...client.R(second, '1234'), R0: ZERO }), new Error('NOK:ACCESS'))
  await t.rejects(client.call('Finalize', 'otp', client.R(second, '1234')), new Error('NOK:STATE'), 'a refused proof uses it up too')
})

t.test('the challenge of ms is not used up by a refusal, so a client may repeat the step', async (t) => {
  const { sandbox, send, sms } = await enrolledWorld()
  const device = new DeviceClient(send, 'second')
  device.sendSecret = async (given, modulus) => {
    await t.rejects(device.call('Finalize', 'ms', { ms_n: '2' }), new Error('NOK:SN'))
    sandbox.clock.set(START + 60_000)
    await DeviceClient.prototype.sendSecret.call(device, given, modulus)
  }
  await device.enrol(sms('222222222'), '1234')
  t.ok(await device.otp())
})

t.test('an activation code lives for 15 minutes, that moment excluded', async (t) => {
  const { send, sms, wait, refusal } = await enrolledWorld()
  const code = sms('222222222')
  wait(899_999)
  await t.resolves(new DeviceClient(send, 'first').enrol(code, '1234'))
  sms('333333333')
  wait(900_000)
  await t.rejects(new DeviceClient(send, 'last').enrol('333333333', '1234'), new Error('NOK:CODE'))
  t.match(refusal.reason, /lives 900 s and expired/)
})

t.test('a PIN has 4 to 8 digits', async (t) => {
  for (const pin of ['1234', '12345678']) {
    const { sandbox, send, account } = await enrolledWorld()
    sandbox.accounts.put({ ...account(), pin })
    await t.resolves(new DeviceClient(send, 'second').enrol(putCode(sandbox, 'enrollment', '222222222'), pin))
  }
  const { sandbox, account } = await enrolledWorld()
  for (const pin of ['123', '123456789', '12a4', '1234\n']) {
    t.throws(() => enrolDevice(sandbox, account(), { deviceId: 'tablet', name: 'Tablet', pin }), /a PIN has 4 to 8 digits/, pin)
  }
})

t.test('three wrong reset codes void the pending one, on this face as on PIMS', async (t) => {
  const world = await enrolledWorld()
  resetCode(world)
  for (const tries of ['2 tries left', '1 try left', 'no tries left, so the pending code is void']) {
    await t.rejects(finalize('reset', { code: '444444444' })(world), new Error('NOK:CODE'))
    t.match(world.refusal.reason, tries)
  }
  await t.rejects(finalize('reset')(world), new Error('NOK:CODE'))
  t.match(world.refusal.reason, /the resetPIN code was voided by wrong tries/)
})

t.test('a right PIN clears the count even when the new one is refused', async (t) => {
  const { client, account } = await enrolledWorld()
  await t.rejects(client.otp('0000'))
  await t.rejects(client.otp('0000'))
  t.equal(account().pinErrors, 2)
  await t.rejects(client.changePin('password', '1234'), new Error('NOK:PINREUSED'))
  t.equal(account().pinErrors, 0)
  await t.rejects(client.otp('0000'), new Error('NOK:ACCESS'), 'the next wrong one does not block')
})
