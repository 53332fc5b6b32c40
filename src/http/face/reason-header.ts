import type { FaceReply } from '../face-request.ts'
import type { Answer } from '../../calls/endpoint.ts'

/** The header that says why a request was refused. */
export const REASON_HEADER = 'x-mock-reason'

/** Characters of a reason that are sent. */
const MAX_LENGTH = 500

/** A reason as a header can carry it: one line of ASCII. */
export const toHeader = (reason: string): string => reason.slice(0, MAX_LENGTH)
  .replace(/[‘’]/g, "'")
  .normalize('NFKD') // é becomes e and its accent, … three dots
  .replace(/\p{M}/gu, '')
  .replace(/\s+/g, ' ')
  .replace(/[^\x20-\x7e]/gu, '?')

/** Says in a header why a request was refused. */
export function giveReason (answer: Answer, reply: FaceReply): void {
  if (answer.status === 'FAILED') reply.header(REASON_HEADER, toHeader(answer.reason))
}
