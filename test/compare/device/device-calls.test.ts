import t, { type Test } from 'tap'
import { compareCapture } from '../../../src/compare/compare.ts'
import type { StartedMock } from '../../../src/library/index.ts'
import { started } from '../../library/support.ts'
import { DeviceClient } from '../../support/device-client.ts'

type Sandbox = ReturnType<StartedMock['sandbox']>
interface Har { log: { entries: Array<{ request: { url: string }, response: { content: { text: string } } }> } }

/** A sandbox that stands in for the real service, and a device whose calls it answers. */
async function realService (t: Test): Promise<{ real: Sandbox, device: DeviceClient, order: () => Promise<string>, redeem: (password: string) => Promise<unknown> }> {
  const real = (await started(t)).sandbox()
  await real.seed(7)
  const authorization = 'Bearer alice'
  const device = new DeviceClient(async (query) => await (await fetch(`${real.url}/iwws/MAC?${query}`)).text())
  return {
    real,
    device,
    async order () {
      await fetch(`${real.url}/applications/cvs/v4/mobile/smsCode`, { method: 'POST', headers: { authorization } })
      return await real.sms()
    },
    redeem: async (password) => await fetch(`${real.url}/connectedcar/v4/virtualkey/remoteaccess/token`, { method: 'POST', headers: { authorization, 'content-type': 'application/json' }, body: JSON.stringify({ grant_type: 'password', password }) })
  }
}

const captureOf = async (real: Sandbox): Promise<Har> => await real.exportRequests('har', { secrets: true }) as unknown as Har
const compare = async (t: Test, har: unknown, entry?: number) => (await compareCapture(har, (await started(t)).sandbox(), { account: 'alice', format: 'text', entry })).report

t.test('an enrolment and its one-time passwords are made again by a device of the mock', async (t) => {
  const { real, device, order, redeem } = await realService(t)
  await device.enrol(await order(), '1234')
  await redeem(await device.otp())
  await redeem(await device.otp())
  const report = await compare(t, await captureOf(real))
  t.match(report, /\/iwws\/MAC ActionFinalize otp +200 +same +sent by the mock's own device/)
  t.match(report, /virtualkey\/remoteaccess\/token +200 +same/)
  t.match(report, /\n0 different, 10 same, 0 not compared\.$/, report)
})

t.test('a wrong code, a wrong PIN and a malformed code are wrong for the mock too', async (t) => {
  const { real, device, order } = await realService(t)
  const code = await order()
  for (const [wrong, pin] of [['000000001', '1234'], [code, '0000'], ['12ab', '1234']] as const) await device.enrol(wrong, pin).catch(() => {})
  await device.enrol(code, '1234')
  await device.otp('0000').catch(() => {})
  await device.otp()
  t.match(await compare(t, await captureOf(real)), /\n0 different, 13 same, 0 not compared\.$/)
})

t.test('a device that was enrolled before the capture began is enrolled first', async (t) => {
  const { real, device, order, redeem } = await realService(t)
  await device.enrol(await order(), '1234')
  await real.clearRequests()
  await redeem(await device.otp())
  t.match(await compare(t, await captureOf(real)), /\n0 different, 3 same, 0 not compared\.$/)
})

t.test('a capture that begins in the middle of an enrolment, and an account that is not let in, end no run', async (t) => {
  const { real, device, order, redeem } = await realService(t)
  await device.enrol(await order(), '1234')
  await redeem(await device.otp())
  const har = await captureOf(real)
  const [, , finalize, ms, ...others] = har.log.entries
  t.match(finalize?.request.url, /ActionFinalize&mode=activate/)
  t.match(await compare(t, { log: { entries: [finalize] } }), /^1 +GET \/iwws\/MAC ActionFinalize activate +200 +DIFFERENT +<err>: real OK, mock NOK/m)
  t.match(await compare(t, { log: { entries: [ms] } }), /^1 +GET \/iwws\/MAC ActionFinalize ms +200 +DIFFERENT +<err>: real OK, mock NOK:STATE/m, 'a device that is enrolled already has no such step')
  const { report } = await compareCapture({ log: { entries: others } }, (await started(t)).sandbox(), { account: 'blocked', format: 'text' })
  t.match(report, /^2 +GET \/iwws\/MAC ActionFinalize otp +200 +DIFFERENT +<err>: real OK, mock NOK:FORBIDDEN/m)
})

t.test('an error of the real service that the mock does not have is told, and how to have it', async (t) => {
  const { real, device, order } = await realService(t)
  await device.enrol(await order(), '1234')
  await device.otp()
  const har = await captureOf(real)
  const finalize = har.log.entries.at(-1)
  if (finalize === undefined) throw new Error('no entry')
  const answer = finalize.response.content.text
  const told = async (xml: string) => {
    finalize.response.content.text = xml
    return await compare(t, har, har.log.entries.length)
  }
  t.match(await told(answer.replace(/<err>.*<\/defi>/, '<err>NOK:NOK_BLOCKED</err>')), /<err>: real NOK:NOK_BLOCKED, mock OK; mock has <defi>; the mock gives 2310 to --account blocked/)
  t.match(await told(answer.replace(/<err>.*<\/defi>/, '<err>NOK:TIMEOUT</err>')), /the mock gives 2201 by a fault: pims-mock fail 2201/)
  t.match(await told(answer.replace('<err>', '<dK1>00</dK1><err>')), /real has <dK1>/)
  t.match(await told(answer), /same/)
})

t.test('a mode that no client is known to play is not sent', async (t) => {
  const { real, device, order } = await realService(t)
  await device.enrol(await order(), '1234')
  await device.synchro()
  t.match(await compare(t, await captureOf(real)), /not compared {2}no client is known that plays this mode.*\n.*not compared.*\n0 different, 4 same, 2 not compared\.$/)
})
