import { randomBytes } from 'node:crypto'
import { computeOtp } from '../../inwebo/crypto/otp-algorithm.ts'
import { encryptUnder, kmaOf, rollK1, rValue } from '../../inwebo/crypto/primitives.ts'
import { decipher, sealFor, unseal } from './sealed.ts'

/** What a device call of a capture is sent with in the place of what the real device knew. */
export interface DeviceSecrets {
  readonly code: string
  readonly pin: string
}

/** What is sent as it was captured: it is the same for every device and every app. */
const PUBLIC = new Set(['action', 'mode', 'lastsync', 'version', 'macid', 'lang', 'ack', 'keytype', 'ms_n'])

/** The children of a flat answer. */
export const fieldsOf = (xml: string): Record<string, string> =>
  Object.fromEntries([...xml.matchAll(/<(\w{1,40})>([^<]*)<\/\1>/g)].map(([, name = '', text = '']) => [name, text]))

/** A device on the mock: it makes the calls that the device of a capture made, with keys and proofs of its own. */
export class MockDevice {
  readonly #serial = `compare/_/${randomBytes(16).toString('hex')}`
  readonly #secret = randomBytes(16).toString('hex')
  /** The PIN that its keys are under. */
  #pin = ''
  #K0 = ''
  #K1 = ''
  /** What the answers gave last, by the name of the element. */
  readonly #given = new Map<string, string>()
  /** The newest one-time password; `undefined` before the first. */
  password: string | undefined

  get isEnrolled (): boolean {
    return this.#given.has('id')
  }

  /** The parameters of a call, with the same names; one that no device is known to send is left out. */
  parametersFor (captured: URLSearchParams, { code, pin }: DeviceSecrets): URLSearchParams {
    if (captured.get('mode') === 'activate') this.#pin = pin
    const isActivate = captured.get('mode') === 'activate'
    const challenge = isActivate ? '' : this.#of('challenge')
    const K0 = isActivate ? '' : this.#K0
    const own: Readonly<Record<string, () => string>> = {
      code: () => code,
      serial: () => this.#serial,
      name: () => 'pims-mock compare',
      sid: () => this.#of('s_id'),
      id: () => /^0?$/.test(captured.get('id') ?? '') ? captured.get('id') ?? '' : this.#of('id'),
      Kma: () => this.#sealed(kmaOf(pin, this.#serial)),
      pin: () => this.#sealed(Buffer.from(pin).toString('hex')),
      ms_id0: () => this.#of('ms_id'),
      ms_val0: () => this.#sealed(this.#secret, 'ms_key'),
      R0: () => rValue(challenge, K0, this.#serial),
      R1: () => rValue(challenge, K0, isActivate ? '' : this.#K1),
      R2: () => rValue(challenge, K0, isActivate ? '' : pin)
    }
    return new URLSearchParams([...captured].flatMap(([name, value]): Array<[string, string]> => {
      if (PUBLIC.has(name)) return [[name, value]]
      return Object.hasOwn(own, name) ? [[name, own[name]?.() ?? '']] : []
    }))
  }

  /** Takes over the keys of an answer: K0, then K1, then its roll. */
  take (xml: string): void {
    const fields = fieldsOf(xml)
    if (fields.err !== 'OK') return
    for (const [name, text] of Object.entries(fields)) this.#given.set(name, text)
    const Kma = kmaOf(this.#pin, this.#serial)
    const { K0, K1, dK1, defi } = fields
    if (K0 !== undefined) this.#K0 = decipher(Kma, K0)
    if (K1 !== undefined) this.#K1 = decipher(Kma, K1)
    if (dK1 !== undefined) this.#K1 = rollK1(this.#K1, dK1)
    if (defi !== undefined) this.password = computeOtp(this.#K1, defi, encryptUnder(Kma, this.#secret))
  }

  #of (name: string): string {
    return this.#given.get(name) ?? ''
  }

  /** @param key the name of the key that it is sealed for. Empty where no answer has given that: the device was not let in, or the capture begins in the middle. */
  #sealed (hex: string, key: 'Kiw' | 'ms_key' = 'Kiw'): string {
    const [Kfact, sealed] = [this.#of('Kfact'), this.#of(key)]
    return Kfact === '' || sealed === '' ? '' : sealFor(unseal(Kfact, sealed), Buffer.from(hex, 'hex'))
  }
}
