/** What of a request is looked through by whoever searches: nothing in it may be secret. */
export interface Searched {
  readonly id: string
  /** `null` for a request that no route takes: `unrouted` finds it. */
  readonly face: string | null
  readonly method: string | null | undefined
  readonly path: string | null | undefined
  readonly operation: string | null | undefined
  readonly account: string | null | undefined
  readonly device: string | null | undefined
  /** E.164 */
  readonly phoneNumber: string | null | undefined
  readonly code: number | string | null | undefined
  readonly status: string | null
  readonly httpStatus: number | null | undefined
  readonly reason: string | null | undefined
  /** Id of the message that it sent. */
  readonly sms: string | null | undefined
  /** `fault` finds whatever a fault hit. */
  readonly fault: { readonly rule?: string | null | undefined, readonly effect: unknown } | null | undefined
}

/** The words of a search. */
export const wordsOf = (text: string): string[] => text.toLowerCase().split(/\s+/).filter((word) => word !== '')

/** Whether a text has all words of a search. */
export const hasAll = (text: string, words: readonly string[]): boolean => words.every((word) => text.includes(word))

/**
 * What a search looks through of a request, in small letters.
 *
 * @param national its number as people in its country write it
 */
export function searchText ({ id, face, method, path, operation, account, device, phoneNumber, code, status, httpStatus, reason, sms, fault }: Searched, national: string | undefined): string {
  const hit = fault === null || fault === undefined ? undefined : `fault ${fault.rule ?? ''} ${JSON.stringify(fault.effect)}`
  return [id, face ?? 'unrouted', method, path, operation, account, device, phoneNumber, national, code, status, httpStatus, reason, sms, hit].join(' ').toLowerCase()
}

/** How the numbers of a country begin: in E.164, and as people there dial them. */
export interface NumberPrefixes {
  readonly international: string
  readonly national: string
}

/** A number as people in its country dial it, any other in E.164. */
export const dialled = (e164: string, { international, national }: NumberPrefixes): string =>
  e164.startsWith(international) ? `${national}${e164.slice(international.length)}` : e164
