import t from 'tap'
import { appliesToStep, readDeviceRequest, uniqueParameters } from '../../../src/inwebo/device-protocol/device-request.ts'
import { enrolledWorld } from '../../support/inwebo.ts'

const MODES = ['activate', 'ms', 'otp', 'synchro', 'password', 'reset']
const setup = { action: 'ActionSetup', mode: 'otp' }
const finalize = { action: 'ActionFinalize', mode: 'otp' }

t.test('what happens on the network happens in the first step', async (t) => {
  for (const effect of [null, { transport: 'reset' }, { http: { status: 503 } }, { error: 2201 }, { error: 2202 }, { error: 2203 }, { error: 2204 }] as const) {
    t.ok(appliesToStep(setup, effect), JSON.stringify(effect))
    t.ok(appliesToStep(finalize, effect), JSON.stringify(effect))
  }
})

/** The codes that a mode returns in Setup, and those that it returns in Finalize. */
const STEPS: Readonly<Record<string, { setup: number[], finalize: number[] }>> = {
  activate: { setup: [2102, 2309], finalize: [2305, 2308, 2310, 2311, 2316, 2317] },
  ms: { setup: [], finalize: [2102, 2308, 2310, 2311, 2312, 2317] },
  otp: { setup: [2102, 2308, 2309, 2310, 2311, 2312, 2314], finalize: [2316, 2317] },
  synchro: { setup: [2102, 2308, 2310, 2311, 2317], finalize: [2316] },
  password: { setup: [2102, 2310, 2311, 2317], finalize: [2305, 2308, 2315, 2316] },
  reset: { setup: [2102, 2310, 2311, 2317], finalize: [2305, 2308, 2315, 2316] }
}

for (const [mode, steps] of Object.entries(STEPS)) {
  t.test(`the codes of ${mode} come in the step where the service returns them`, async (t) => {
    for (const [step, codes] of Object.entries(steps)) {
      for (const error of codes) {
        t.equal(appliesToStep({ action: 'ActionSetup', mode }, { error }), step === 'setup', `Setup ${error}`)
        t.equal(appliesToStep({ action: 'ActionFinalize', mode }, { error }), step === 'finalize', `Finalize ${error}`)
      }
    }
  })
}

t.test('a variation of the one-time password is played in its answer', async (t) => {
  t.notOk(appliesToStep(setup, { otp: 'roll-K1' }))
  t.ok(appliesToStep(finalize, { otp: 'roll-K1' }))
})

t.test('a parameter that comes twice counts as missing', async (t) => {
  t.strictSame(uniqueParameters({ id: '1', code: ['1', '2'] }), { id: '1' })
})

t.test('a request is about the account of its device, else of its activation code', async (t) => {
  const { sandbox, client, sms } = await enrolledWorld()
  const about = (parameters: Record<string, string>) => readDeviceRequest(sandbox, parameters).call
  t.strictSame(about({ mode: 'otp', id: client.id }), { operation: 'inwebo.otp', account: 'carol', device: 'device-under-test', phoneNumber: '+33639980003' })
  const nobody = { account: undefined, device: undefined, phoneNumber: undefined }
  t.strictSame(about({ mode: 'otp', id: '1' }), { operation: 'inwebo.otp', ...nobody })
  sms('222222222')
  t.strictSame(about({ mode: 'activate', code: '222222222', serial: 'phone/_/00' }), { operation: 'inwebo.activate', account: 'carol', device: 'phone', phoneNumber: '+33639980003' })
  t.strictSame(about({ mode: 'activate', code: '000000000' }), { operation: 'inwebo.activate', ...nobody })
  for (const mode of MODES) t.equal(about({ mode }).operation, `inwebo.${mode}`)
  for (const mode of ['upgrade', 'constructor', '']) t.equal(about({ mode }).operation, undefined, mode)
  t.equal(about({}).operation, undefined)
})
