/**
 * Every error string of the device protocol that the mock sends, with the PIMS code that means the same
 * (docs/reference/device-protocol.md#7-error-strings). Where two strings share a code, the first is the one that the code becomes.
 */
// @ts-nocheck

export const WIRE_ERRORS = {
  'NOK:CODE': { code: 2305 },
  'NOK:ACCESS': { code: 2308 },
  'NOK:VERSION': { code: 2309 },
  'NOK:NOK_BLOCKED': { code: 2310 },
  'NOK:STATE': { code: 2311 },
  'NOK:NODEVICE': { code: 2312 },
  'NOK:NOCA': { code: 2313 },
  'NOK:NOSRV': { code: 2314 },
  'NOK:PINREUSED': { code: 2315 },
  'NOK:SYNCHROFAILED': { code: 2316 },
  'NOK:FORBIDDEN': { code: 2317 },
  'NOK:MAXNBTOOLS': { code: 2317 },
  'NOK:SN': { code: 2102 },
  'NOK:PINREFUSED': { code: 2102 },
  'NOK:TIMEOUT': { code: 2201 },
  /** Whatever the protocol has no string for. */
  'NOK:ERR1': { code: 2000 }
} as const satisfies Record<`NOK:${string}`, { readonly code: number }>

export type WireError = keyof typeof WIRE_ERRORS
export type WireCode = typeof WIRE_ERRORS[WireError]['code']

const WIRES = Object.keys(WIRE_ERRORS) as WireError[]

/** The error string that a PIMS code becomes on the device face. */
export const wireOf = (code: number): WireError =>
  WIRES.find((wire) => WIRE_ERRORS[wire].code === code) ?? 'NOK:ERR1'

export const isWireError = (text: string | undefined): text is WireError => text !== undefined && Object.hasOwn(WIRE_ERRORS, text)

/** A refusal of the inWebo service, on whichever face it was asked. */
export class InweboError extends Error {
  /** What the device protocol answers. */
  readonly wire: WireError
  /** The PIMS codes that mean the same, the best first. */
  readonly codes: readonly [WireCode, ...WireCode[]]

  /**
   * @param reason for the author of a client: which input was wrong, and why; never a secret
   * @param better a PIMS code that says it better than the one that the error string has
   */
  constructor (wire: WireError, reason: string, better?: WireCode) {
    super(reason)
    this.wire = wire
    const { code } = WIRE_ERRORS[wire]
    this.codes = better === undefined ? [code] : [better, code]
  }
}
