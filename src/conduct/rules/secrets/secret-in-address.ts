import type { JournalEntry } from '../../../journal/journal.ts'
import { decodePart } from '../../../lib/url/decode-part.ts'
import type { ConductRule } from '../../rule.ts'
import type { Traffic } from '../../traffic.ts'

/** Digits of a phone number that tell it, in any spelling. */
const TELLING = 9
const lastDigits = (text: string): string => text.replaceAll(/\D/g, '').slice(-TELLING)

/** Whether a value is the phone number that the request is about. */
const isNumber = (value: string, { phoneNumber }: JournalEntry): boolean =>
  phoneNumber !== undefined && /^\+?[\d .-]+$/.test(value) && lastDigits(value).length === TELLING && lastDigits(value) === lastDigits(phoneNumber)

/** Whether the operation itself wants its parameters in the query: those that it knows of a GET, and all of the device protocol. */
function isWanted ({ face, http, operation }: JournalEntry, name: string, { sandbox }: Traffic): boolean {
  if (face === 'inwebo' || operation === 'oauth.authorize') return true
  const known = operation === undefined ? undefined : sandbox.targets.get(operation)?.parameters
  return http?.method !== 'POST' && known?.has(name) === true
}

function hasSecret (request: JournalEntry, traffic: Traffic): boolean {
  const { http } = request
  if (http === undefined) return false
  if (http.path.split('/').some((part, index, parts) => traffic.secrets.isIn(decodePart(part), parts[index - 1] ?? ''))) return true
  return http.query !== '' && [...new URLSearchParams(http.query)].some(([name, value]) =>
    !isWanted(request, name, traffic) && (traffic.secrets.isIn(value, name) || isNumber(value, request)))
}

export const secretInAddress: ConductRule = {
  id: 'PIMS3001',
  name: 'SecretInAddress',
  severity: 'high',
  what: 'sends a code, a PIN, a password, a token or a phone number in the address of a request that has a body for it',
  harm: 'Addresses are written into the logs of every proxy and server on the way.',
  advice: 'Put it into the body of the request.',
  * find (traffic) {
    for (const request of traffic.requests) if (hasSecret(request, traffic)) yield { requests: [request] }
  }
}
