/** How a request came out: as it should, not so, or not so because a fault hit it. */
export const OUTCOMES = ['fine', 'failed', 'fault'] as const

/** The same, with a request that no route takes told apart from those that failed. */
export type RequestOutcome = typeof OUTCOMES[number] | 'unrouted'

/** What is known of an answer, as the journal shows it. */
export interface Answered {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'RESULT' | null
  readonly code: number | string | null | undefined
  readonly httpStatus: number | null | undefined
  /** Whether the client got an answer, be it a broken one. */
  readonly answered: boolean
}

/** A request and its answer, as far as its outcome goes. */
export interface Judged extends Answered {
  /** `null` for a request that no route takes. */
  readonly face: string | null
  readonly fault: { readonly effect: unknown } | null | undefined
}

/** How a request came out. A fault that only held it back is none. */
export function outcomeOf ({ face, fault, status, code, httpStatus, answered }: Judged): RequestOutcome {
  if (face === null) return 'unrouted'
  if (fault !== null && fault !== undefined && fault.effect !== null) return 'fault'
  return status === 'FAILED' || isPresent(code) || !answered || (httpStatus ?? 0) >= 400 ? 'failed' : 'fine'
}

const isPresent = (value: unknown): boolean => value !== null && value !== undefined

/** What is said of a request that the client got no answer to. */
export const NO_ANSWER = 'no answer'

/** Where there is neither status nor code to show. */
const answerItself = ({ answered }: Answered): string => answered ? 'answered' : NO_ANSWER

/** An answer in one word, the most telling: `2310`, `SUCCEEDED`, `503`, `no answer`. */
export const answerInShort = (entry: Answered): number | string => entry.code ?? entry.status ?? entry.httpStatus ?? answerItself(entry)

/** An answer in the words of the face: `FAILED 2310`, `SUCCEEDED`, `503`. */
export const answerOfFace = (entry: Answered): string =>
  [entry.status ?? entry.httpStatus ?? answerItself(entry), entry.code].filter(isPresent).join(' ')

/** An answer as HTTP had it, and what it said: `400 2310`, `200 SUCCEEDED`. */
export const answerOnHttp = (entry: Answered): string =>
  [entry.answered ? entry.httpStatus : NO_ANSWER, entry.code ?? entry.status].filter(isPresent).join(' ')
