// As much of an inWebo device as it takes to use up an activation code (docs/reference/device-protocol.md).
import { constants, createHash, createPublicKey, publicDecrypt, publicEncrypt, randomBytes } from 'node:crypto'

const sha256 = (text) => createHash('sha256').update(text).digest('hex')
const publicKey = (modulus) => createPublicKey({ key: { kty: 'RSA', n: Buffer.from(modulus, 'hex').toString('base64url'), e: 'EQ' }, format: 'jwk' })
const xor = (left, right) => Buffer.from(left.map((byte, index) => byte ^ right[index]))

function mgf1 (seed, length) {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, counter) => createHash('sha256').update(seed).update(Buffer.from([0, 0, 0, counter])).digest())
  return Buffer.concat(blocks).subarray(0, length)
}

/** What the server sealed with its factory key, as hex. */
function unseal (Kfact, sealed) {
  const key = publicKey(Kfact)
  return sealed.match(/.{256}/g).map((block) => {
    const padded = publicDecrypt({ key, padding: constants.RSA_NO_PADDING }, Buffer.from(block, 'hex'))
    const seed = xor(padded.subarray(1, 33), mgf1(padded.subarray(33), 32))
    const data = xor(padded.subarray(33), mgf1(seed, 95))
    return data.subarray(data.indexOf(1, 32) + 1).toString('hex')
  }).join('')
}

const seal = (modulus, payload) =>
  publicEncrypt({ key: publicKey(modulus), padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, payload).toString('hex')

const field = (xml, name) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]
const common = { id: '', lastsync: '0', version: 'Generator-1.0/0.2.11', macid: 'bb8e981582b0f31353108fb020bead1c', mode: 'activate' }
const path = (parameters) => `/iwws/MAC?${new URLSearchParams({ ...common, ...parameters })}`

/** Begins an enrolment; answers the path whose request ends it, and enrols the device. */
export async function prepareEnrolment (send, code, pin) {
  const setup = (await send(path({ action: 'ActionSetup', code }))).text
  const serial = `${randomBytes(8).toString('hex')}/_/${randomBytes(16).toString('hex')}`
  const Kfact = field(setup, 'Kfact')
  const modulus = unseal(Kfact, field(setup, 'Kiw'))
  const Kma = sha256(`${pin};${serial}`).slice(0, 32)
  return path({
    action: 'ActionFinalize',
    lang: 'fr',
    ack: '',
    serial,
    code,
    Kma: seal(modulus, Buffer.from(Kma, 'hex')),
    pin: seal(modulus, Buffer.from(pin)),
    name: 'Android SDK built for x86_64 / UNKNOWN',
    R0: sha256(`;;${serial}`),
    R1: sha256(';;'),
    R2: sha256(';;')
  })
}

/** Whether an answer of the device protocol is a success. */
export const isOk = ({ text }) => field(text, 'err') === 'OK'
