import type { SandboxClient } from '../../client/sandbox-client.ts'
import type { CapturedAnswer, CapturedCall } from '../capture.ts'
import { type Stand, wrongPin } from '../given.ts'
import { newestCode, otherCode } from '../newest-code.ts'
import { askMock } from '../ask-mock.ts'
import { fieldsOf, MockDevice } from './mock-device.ts'

/** The modes that public clients play; of the others no captured form is known. */
const MODES = new Set(['activate', 'ms', 'otp'])
/** What a device sends to enrol, by the names of its parameters. */
const ENROLMENT = [
  'action=ActionSetup&mode=activate&id=&lastsync=0&version&macid&code',
  'action=ActionFinalize&mode=activate&id=&lastsync=0&version&lang=fr&ack=&macid&serial&code&Kma&pin&name&R0&R1&R2',
  'action=ActionFinalize&mode=ms&id=1&lastsync=0&macid&ms_n=1&ms_id0&ms_val0&R0&R1&R2'
]

const parametersOf = ({ path }: CapturedCall): URLSearchParams => new URLSearchParams(path.split(/\?(.*)/s, 2)[1] ?? '')
const errOf = (call: CapturedCall): string | undefined => fieldsOf(call.answer?.body ?? '').err

/** Whether a call is one of inWebo's device protocol. */
export const isDeviceCall = ({ path }: CapturedCall): boolean => /^\/(iwws|iwcxf)\/MAC/.test(path)

export const isPlayable = (call: CapturedCall): boolean => MODES.has(parametersOf(call).get('mode') ?? '')

/**
 * Makes the device calls of a capture with a device of the mock's own: what the real one sent is sealed with keys of the real
 * server, and proves keys that the mock does not have.
 */
export class DeviceCalls {
  readonly #sandbox: SandboxClient
  readonly #stand: Stand
  readonly #device = new MockDevice()
  /** The `err` that ended the activation with a code of the capture. */
  readonly #ends: ReadonlyMap<string, string | undefined>

  constructor (sandbox: SandboxClient, calls: readonly CapturedCall[], stand: Stand) {
    this.#sandbox = sandbox
    this.#stand = stand
    const finals = calls.filter((call) => isDeviceCall(call) && /[?&]action=ActionFinalize(&|$)/.test(call.path) && /[?&]mode=activate(&|$)/.test(call.path))
    this.#ends = new Map(finals.map((call) => [parametersOf(call).get('code') ?? '', errOf(call)]))
  }

  /** The newest one-time password of the device. */
  get password (): string | undefined {
    return this.#device.password
  }

  /** What the mock answers to the same call of its own device; `undefined` where it gives no answer. */
  async ask (call: CapturedCall): Promise<CapturedAnswer | undefined> {
    const parameters = parametersOf(call)
    const isOfDevice = !/^0?$/.test(parameters.get('id') ?? '')
    if (isOfDevice && !this.#device.isEnrolled) await this.#enrol(parameters)
    const err = errOf(call)
    const { pin } = this.#stand
    const sentPin = err === 'NOK:ACCESS' ? wrongPin(pin) : err === 'NOK:PINREFUSED' ? 'none' : pin
    return await this.#send(call.path, parameters, await this.#codeFor(parameters.get('code')), sentPin)
  }

  /** A code that ends as the real one did. */
  async #codeFor (captured: string | null): Promise<string> {
    if (captured === null) return ''
    if (!/^\d{9}$/.test(captured)) return captured.replace(/\d/g, '0').replace(/[^\d]/g, 'x').slice(0, 32)
    const code = await newestCode(this.#sandbox)
    return this.#ends.get(captured) === 'NOK:CODE' ? otherCode(code, captured.length) : code ?? await this.#orderCode()
  }

  async #orderCode (): Promise<string> {
    await askMock(`${this.#sandbox.url}/applications/cvs/v4/mobile/smsCode`, { method: 'POST', headers: { authorization: `Bearer ${this.#stand.account}` } })
    return await newestCode(this.#sandbox) ?? ''
  }

  /** For a capture that begins after its device was enrolled. */
  async #enrol (known: URLSearchParams): Promise<void> {
    const code = await this.#orderCode()
    for (const query of ENROLMENT) {
      const parameters = new URLSearchParams(query)
      for (const name of ['version', 'macid']) if (parameters.has(name)) parameters.set(name, known.get(name) ?? '')
      await this.#send('/iwws/MAC', parameters, code, this.#stand.pin)
    }
  }

  async #send (path: string, parameters: URLSearchParams, code: string, pin: string): Promise<CapturedAnswer | undefined> {
    const [before = ''] = path.split('?', 1)
    const answer = await askMock(`${this.#sandbox.url}${before}?${this.#device.parametersFor(parameters, { code, pin }).toString()}`, { method: 'GET' })
    if (answer?.body !== undefined) this.#device.take(answer.body)
    return answer
  }
}
