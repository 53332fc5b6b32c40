import { InweboError } from '../inwebo-error.ts'

/** The query of a device request, without repeated parameters. */
export type DeviceQuery = Readonly<Record<string, string>>

/** What a parameter must look like (docs/reference/device-protocol.md). */
export const PATTERNS = {
  /** Any text: the device's id and its label are the client's choice. */
  serial: { pattern: /^[\x21-\x7e]{1,64}\/_\/[0-9A-Fa-f]{32}$/, says: 'a device id, "/_/" and 32 hexadecimal digits' },
  code: { pattern: /^\d+$/, says: 'the digits of an SMS' },
  R0: { pattern: /^[0-9a-f]{64}$/i, says: '64 hexadecimal digits' },
  R1: { pattern: /^[0-9a-f]{64}$/i, says: '64 hexadecimal digits' },
  R2: { pattern: /^[0-9a-f]{64}$/i, says: '64 hexadecimal digits' },
  Kma: { pattern: /^[0-9a-f]{256}$/i, says: 'one RSA block, 256 hexadecimal digits' },
  pin: { pattern: /^[0-9a-f]{256}$/i, says: 'one RSA block, 256 hexadecimal digits' },
  ms_n: { pattern: /^1$/, says: '1' },
  ms_val0: { pattern: /^[0-9a-f]{256}$/i, says: 'one RSA block, 256 hexadecimal digits' }
} as const

/**
 * Reads a parameter that must be there and match its pattern.
 * @throws InweboError malformed
 */
export function requireParameter (parameters: DeviceQuery, name: keyof typeof PATTERNS): string {
  const { pattern, says } = PATTERNS[name]
  const value = parameters[name]
  if (value === undefined) throw new InweboError('malformed', `${name} is missing, or came more than once: it should be ${says}`)
  if (!pattern.test(value)) throw new InweboError('malformed', `${name} should be ${says}`)
  return value
}

const SEPARATOR = '/_/'
/** The longest id of a device, in characters; what is shown of a longer one is cut. */
const MAX_DEVICE_ID = 64

/** The device id in a serial: what comes before its last `/_/`. */
export function deviceIdOf (serial: string): string {
  const end = serial.lastIndexOf(SEPARATOR)
  return (end === -1 ? serial : serial.slice(0, end)).slice(0, MAX_DEVICE_ID)
}

/** The version of the client's library, of `Generator-1.0/0.2.11` what comes after the slash. */
export const libraryVersionOf = ({ version = '' }: DeviceQuery): string | undefined =>
  /\/(\d+(?:\.\d+)*)$/.exec(version)?.[1]
