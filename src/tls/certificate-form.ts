import { DAY } from '../lib/day.ts'

/** Clocks of emulators and phones lag. */
const LEEWAY = DAY
/** Apple's systems refuse a server certificate that lives longer than 825 days. */
const LIFETIME = 397 * DAY

/** How long a certificate is valid that is made at `now`, in milliseconds since 1970. */
export const validFrom = (now: number): { readonly notBefore: Date, readonly notAfter: Date } => ({ notBefore: new Date(now - LEEWAY), notAfter: new Date(now + LIFETIME) })

/** A file of lines that each end. */
export const pem = (text: string): string => `${text.trimEnd()}\n`
