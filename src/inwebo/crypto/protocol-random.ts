import type { Sandbox } from '../../sandbox/sandbox.ts'

/** Every random value of a conversation; the tests replay recorded ones. */
export interface ProtocolRandom {
  /** inWebo's id of a new device: 9 digits, not starting with zero. */
  id (): string
  /** `ms_id`: 6 digits. */
  msId (): string
  K0 (): string
  K1 (): string
  challenge (): string
  /** 31 bit, decimal, without leading zero. */
  defi (): string
  dK1 (): string
  J (): string
  /** The secret of a device that does not send one. */
  secret (): string
}

/** Draws the random values of the protocol from the sandbox's generator. */
export function protocolRandom ({ random }: Sandbox): ProtocolRandom {
  const hex32 = () => random.secretHex(32)
  const nonce = () => random.hex(32)
  const decimal = (length: number) => String(Number(random.digits(length)) % (9 * 10 ** (length - 1)) + 10 ** (length - 1))
  return {
    id: () => decimal(9),
    msId: () => decimal(6),
    K0: hex32,
    K1: hex32,
    challenge: nonce,
    defi: () => decimal(9),
    dK1: hex32,
    J: nonce,
    secret: hex32
  }
}
