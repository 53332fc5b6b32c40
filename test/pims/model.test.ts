import assert from 'node:assert'
import fc from 'fast-check'
import t from 'tap'
import { exampleRequestOf } from '../../src/docs/example-requests.ts'
import type { ErrorCode } from '../../src/codes/catalogue.ts'
import { allOperations } from '../../src/pims/registry.ts'
import { AccountModel, type Choice, MAX_ENROLLMENTS, MAX_PIN_ERRORS, type Purpose } from '../support/account-model.ts'
import { moves, TAKEN } from '../support/account-moves.ts'
import { start, type Started } from '../support/start.ts'

const RUNS = 150
const reached = new Set<string>()

/** Bob's account in a sandbox of its own. */
class World {
  readonly #call: Started['call']
  readonly #sandbox: string

  constructor (call: Started['call'], sandbox: string) {
    this.#call = call
    this.#sandbox = sandbox
  }

  async play (id: string, model: AccountModel, choice: Choice): Promise<void> {
    const move = moves[id]
    const operation = allOperations().find((operation) => operation.id === id)
    assert.ok(move !== undefined && operation !== undefined)
    const parameters = move.parameters?.(model, choice) ?? {}
    const message = exampleRequestOf(operation, Object.fromEntries(Object.keys(operation.parameters).map((name) => [name, parameters[name]])))
    const { body } = await this.#send(message, move.signedIn === true, choice.device, move.typed?.(choice))

    const expected = move.expect(model, choice)
    const code = (body?.error as { code: ErrorCode } | undefined)?.code ?? 0
    assert.equal(code, expected, `${id} answers ${code}, the model allows ${expected}`)
    assert.ok(code === 0 || operation.documents(code), `${id} does not document ${code}`)
    if (code === 0 && move.result !== undefined) t.match(body?.result, move.result(model, choice), id)
    if (code === 0 && move.sends !== undefined) model.sent(move.sends, await this.#code(move.sends), choice.number)
    reached.add(`${id} ${code}`)
    model.check()
  }

  async advance (model: AccountModel, milliseconds: number): Promise<void> {
    model.now += milliseconds
    await this.#call({ method: 'PUT', url: this.#path('/admin/clock'), payload: { advance: milliseconds } })
  }

  #path (path: string): string {
    return `/sandbox/${this.#sandbox}${path}`
  }

  async #send ({ verb, api, parameters }: ReturnType<typeof exampleRequestOf>, isSignedIn: boolean, device: string, typed: string | undefined) {
    const headers = { 'x-device-id': device, ...!isSignedIn && { authorization: 'Bearer bob' }, ...typed !== undefined && { 'x-login-as': typed } }
    const given = JSON.parse(JSON.stringify(parameters)) as Record<string, string>
    return await this.#call({ url: this.#path(`/${api}`), headers, ...verb === 'get' ? { method: 'GET', query: given } : { method: 'POST', payload: given } })
  }

  async #code (purpose: Purpose): Promise<string> {
    return String((await this.#call({ url: this.#path(`/admin/sms/latest?account=bob&purpose=${purpose}`) })).body?.code)
  }
}

const choice: fc.Arbitrary<Choice> = fc.record({
  device: fc.constantFrom('phone', 'tablet'),
  number: fc.oneof({ weight: 6, arbitrary: fc.constant('0639980071') }, { weight: 1, arbitrary: fc.constantFrom('0639980072', TAKEN) }),
  pin: fc.constantFrom('1234', '1234', '4321'),
  otherPin: fc.constantFrom('1234', '4321'),
  code: fc.oneof({ weight: 6, arbitrary: fc.constant('right' as const) }, { weight: 1, arbitrary: fc.constantFrom('wrong' as const, 'omitted' as const) }),
  action: fc.constantFrom('get', 'refresh')
})

type Command = fc.AsyncCommand<AccountModel, World>
const command = (name: string, run: Command['run']): Command => ({ check: () => true, run, toString: () => name })

/** Those that the model knows: of the two components of authentication. */
const operations = allOperations().filter(({ component }) => component === 'BasicAuthentication' || component === 'StrongAuthentication')

/** Played more often than the others, to get somewhere: strong authentication, and above all codes and PINs. */
const FREQUENT = [
  ...operations.filter(({ component }) => component === 'StrongAuthentication').map(({ id }) => id),
  ...['get.smscode.enrollment', 'set.enrollment.enroll', 'get.smscode.resetPIN', 'set.pincode.reset', 'set.pincode.reset', 'set.pincode.update', 'get.otp.withPIN']
]

const commands = [
  ...[...operations.map(({ id }) => id), ...FREQUENT].map((id) => choice.map((given) => command(`${id} ${JSON.stringify(given)}`, async (model, world) => await world.play(id, model, given)))),
  fc.constantFrom(60_000, 300_000, 900_000).map((milliseconds) => command(`advance ${milliseconds}`, async (model, world) => await world.advance(model, milliseconds)))
]

const FIRST: Choice = { device: 'phone', number: '0639980071', pin: '1234', otherPin: '4321', code: 'right', action: 'get' }

/** The shortest way to an enrolled device, where many sequences begin. */
async function enrol (model: AccountModel, world: World): Promise<void> {
  for (const id of ['get.smscode.phoneNumberCertification', 'set.enrollment.enrollWithPhoneNumber']) await world.play(id, model, FIRST)
}

/** The vendor's step A, and the enrolment from step 3 on: it must lead out of anything. */
async function recover (model: AccountModel, world: World): Promise<void> {
  const given: Choice = { ...FIRST, number: '0639980079', pin: '9876' }
  const steps = model.number === null
    ? ['get.smscode.phoneNumberCertification', 'set.enrollment.enrollWithPhoneNumber']
    : ['get.smscode.enrollment', 'set.smscode.enrollment', 'set.enrollment.enroll']
  for (const id of ['set.enrollment.remove', ...steps, 'get.otp.withPIN']) {
    await world.play(id, model, given)
    assert.ok(reached.has(`${id} 0`))
  }
  assert.ok(model.devices.has('phone') && !model.blocked, 'the account is healed')
}

t.test('every sequence of operations answers as the model allows, and the documented recovery heals what it leaves', async (t) => {
  t.strictSame(Object.keys(moves).sort(), operations.map(({ id }) => id).sort(), 'the model plays all operations')
  const { call } = await start(t, { MAX_PIN_ERRORS: String(MAX_PIN_ERRORS), MAX_ENROLLMENTS: String(MAX_ENROLLMENTS), MAX_SANDBOXES: '10' })
  let runs = 0
  await fc.assert(fc.asyncProperty(fc.boolean(), fc.commands(commands, { maxCommands: 120, size: 'max' }), async (isEnrolled, sequence) => {
    const model = new AccountModel()
    const world = new World(call, `run-${runs++}`)
    if (isEnrolled) await enrol(model, world)
    await fc.asyncModelRun(() => ({ model, real: world }), sequence)
    await recover(model, world)
  }), { numRuns: RUNS, seed: 42 })
  for (const code of [2307, 2308, 2312, 2313, 2315, 2317, 2390]) t.ok([...reached].some((pair) => pair.endsWith(` ${code}`)), `some sequence meets ${code}`)
  t.comment(`${runs} sequences gave ${reached.size} different pairs of operation and answer`)
})
