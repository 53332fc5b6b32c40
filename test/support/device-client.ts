import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { sealFor, unseal } from '../../src/compare/device/sealed.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const aes = (Kma: string, hex: string, encrypt: boolean) => {
  const key = Buffer.from(Kma, 'hex')
  const cipher = encrypt ? createCipheriv('aes-128-ecb', key, null) : createDecipheriv('aes-128-ecb', key, null)
  cipher.setAutoPadding(false)
  return cipher.update(hex, 'hex', 'hex') + cipher.final('hex')
}

/** The children of a flat answer; throws what the server refused with. */
function read (xml: string): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [, name = '', text = ''] of xml.slice(xml.indexOf('?>')).matchAll(/<(\w+)>([^<]*)<\/\1>/g)) fields[name] = text
  if (fields.err !== 'OK') throw new Error(fields.err)
  return fields
}

/** Sends the query of a request and gives back the XML. */
export type Send = (query: string) => string | Promise<string>

const MACID = 'bb8e981582b0f31353108fb020bead1c'
const VERSION = 'Generator-1.0/0.2.11'

/** A device, written from the protocol's specification: it enrols, makes one-time passwords, and changes its PIN. */
export class DeviceClient {
  readonly serial: string
  id = ''
  pin = ''
  K0 = ''
  K1 = ''
  sid: string | undefined
  secret = ''
  /** Rounds that the last one-time password took. */
  rounds = 0
  readonly #send: Send

  constructor (send: Send, deviceId = 'device-under-test') {
    this.#send = send
    this.serial = `${deviceId}/_/${randomBytes(16).toString('hex')}`
  }

  get Kma (): string {
    return sha256(`${this.pin};${this.serial}`).slice(0, 32)
  }

  async call (action: 'Setup' | 'Finalize', mode: string, parameters: Record<string, string>): Promise<Record<string, string>> {
    const query = new URLSearchParams({ action: `Action${action}`, mode, id: this.id, lastsync: '0', version: VERSION, macid: MACID, ...parameters })
    return read(await this.#send(query.toString()))
  }

  R (challenge: string, pin: string): Record<'R0' | 'R1' | 'R2', string> {
    const hash = (last: string) => sha256(`${challenge};${this.K0};${last}`)
    return { R0: hash(this.serial), R1: hash(this.K1), R2: hash(pin) }
  }

  /** Takes over the keys of an answer: K1 first, then its roll. */
  take ({ id, K0, K1, dK1, s_id: sid }: Record<string, string>): void {
    if (id !== undefined) this.id = id
    if (sid !== undefined) this.sid = sid
    if (K0 !== undefined) this.K0 = aes(this.Kma, K0, false)
    if (K1 !== undefined) this.K1 = aes(this.Kma, K1, false)
    if (dK1 !== undefined) this.K1 = sha256(`${this.K1};${dK1}`).slice(0, 32)
  }

  /** Kma and PIN under the server's key. */
  sealedPin ({ Kiw = '', Kfact = '' }: Record<string, string>): Record<'Kma' | 'pin', string> {
    const modulus = unseal(Kfact, Kiw)
    return { Kma: sealFor(modulus, Buffer.from(this.Kma, 'hex')), pin: sealFor(modulus, Buffer.from(this.pin)) }
  }

  /** Activate and ms. */
  async enrol (code: string, pin: string): Promise<void> {
    this.pin = pin
    const setup = await this.call('Setup', 'activate', { id: '', code })
    const given = await this.call('Finalize', 'activate', {
      id: '', lang: 'fr', ack: '', serial: this.serial, code, ...this.sealedPin(setup), name: 'Android SDK built for x86_64 / UNKNOWN', ...this.R('', '')
    })
    this.take(given)
    this.secret = randomBytes(16).toString('hex')
    await this.sendSecret(given, unseal(setup.Kfact ?? '', given.ms_key ?? ''))
  }

  async sendSecret ({ ms_id: msId = '', challenge = '' }: Record<string, string>, modulus: string): Promise<void> {
    const value = sealFor(modulus, Buffer.from(this.secret, 'hex'))
    this.take(await this.call('Finalize', 'ms', { ms_n: '1', ms_id0: msId, ms_val0: value, ...this.R(challenge, this.pin) }))
  }

  /** One Setup and Finalize of a mode that starts from a challenge. */
  async round (mode: string, parameters: Record<string, string> = {}, pin = this.pin): Promise<Record<string, string>> {
    const { challenge = '' } = await this.call('Setup', mode, parameters)
    return await this.call('Finalize', mode, { ...parameters, ...this.R(challenge, pin) })
  }

  /** A one-time password; plays the second round that a `J` asks for. */
  async otp (pin = this.pin): Promise<string> {
    const sid: Record<string, string> = this.sid === undefined ? {} : { sid: this.sid }
    let answer
    this.rounds = 0
    do {
      answer = await this.round('otp', sid, pin)
      this.take(answer)
      this.rounds++
    } while (answer.J !== undefined && this.rounds < 2)
    return this.passwordOf(answer.defi ?? '')
  }

  passwordOf (defi: string): string {
    const digest = createHash('sha256').update(`${this.K1}:${defi}:${aes(this.Kma, this.secret, true)}`).digest()
    let number = (digest.readUInt32BE(0) & 0x0fffffff) * 1024 + (digest.readUInt32BE(4) & 1023)
    let password = ''
    for (; number > 0; number = Math.floor(number / 36)) password += 'abcdefghijklmnopqrstuvwxyz0123456789'.charAt(number % 36)
    return password
  }

  async synchro (): Promise<void> {
    this.take(await this.round('synchro'))
  }

  /** A new PIN, proven by the old one, or by a code. */
  async changePin (mode: 'password' | 'reset', pin: string, parameters: Record<string, string> = {}): Promise<void> {
    const setup = await this.call('Setup', mode, parameters)
    const proof = this.R(setup.challenge ?? '', this.pin)
    const old = this.pin
    this.pin = pin
    try {
      this.take(await this.call('Finalize', mode, { ...parameters, ...this.sealedPin(setup), ...proof }))
    } catch (refusal) {
      this.pin = old
      throw refusal
    }
  }
}
