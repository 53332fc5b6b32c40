// @ts-nocheck
import { createPrivateKey, type JsonWebKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { ServerKeys } from '../../src/inwebo/crypto/server-keys.ts'
import type { ProtocolRandom } from '../../src/inwebo/crypto/protocol-random.ts'
import { modulusOf } from '../../src/inwebo/crypto/server-keys.ts'
import { rsaDecrypt, rsaSeal } from '../../src/inwebo/crypto/rsa.ts'

export interface Block { payload: string, oaepSeed: string, em: string, block: string }

/** One exchange as the reference server traced it; each event has some of the fields. */
export interface Trace {
  event: string
  code?: string
  password?: string
  pin?: string
  blocks?: Block[]
  msBlocks?: Block[]
  id?: string
  device?: string
  ms_id?: string
  K0plain?: string
  K1plain?: string
  challenge?: string
  defi?: string
  dK1?: string
  J?: string
  secret?: string
  otp?: { code: string, number: number, text: string }
}

export interface Vector {
  name: string
  keys: Record<'factory' | 'kiw' | 'ms', { jwk: JsonWebKey, hex: { n: string } }>
  wire: { request: string, response: string }[]
  server_trace: Trace[]
  steps: { do: string, why?: string, sms?: string, pin?: string, otp?: string }[]
}

/** The recorded conversations of real clients. */
export const { vectors, otp_samples: otpSamples } = JSON.parse(readFileSync('test/fixtures/vectors.json', 'utf8')) as {
  vectors: Vector[]
  otp_samples: { K1: string, defi: string, secval: string, otp: string }[]
}

/** The private keys of a conversation. */
export const privateKeys = ({ keys }: Vector) => {
  const read = (name: keyof typeof keys) => createPrivateKey({ key: keys[name].jwk, format: 'jwk' })
  return { factory: read('factory'), kiw: read('kiw'), ms: read('ms') }
}

/** The server's keys and random as they were recorded, for the exchange that `now` names. */
export function recorded (vector: Vector, now: () => Trace): { keys: ServerKeys, random: ProtocolRandom } {
  const { factory, kiw, ms } = privateKeys(vector)
  const seedOf = (blocks: Block[] = []) => (index: number) => Buffer.from(blocks[index]?.oaepSeed ?? '', 'hex')
  const value = (name: 'id' | 'ms_id' | 'K0plain' | 'K1plain' | 'challenge' | 'defi' | 'dK1' | 'J') => () => now()[name] ?? `no ${name}`
  return {
    keys: {
      Kfact: modulusOf(factory),
      get Kiw () { return rsaSeal(factory, modulusOf(kiw), seedOf(now().blocks)) },
      get msKey () { return rsaSeal(factory, modulusOf(ms), seedOf(now().msBlocks)) },
      decryptWithKiw: (hex) => rsaDecrypt(kiw, hex),
      decryptWithMsKey: (hex) => rsaDecrypt(ms, hex)
    },
    random: {
      id: value('id'),
      msId: value('ms_id'),
      K0: value('K0plain'),
      K1: value('K1plain'),
      challenge: value('challenge'),
      defi: value('defi'),
      dK1: value('dK1'),
      J: value('J'),
      secret: () => 'a device makes its own'
    }
  }
}
