import type { Failed } from '../language/message.ts'

/** What a RESULT message carries. */
export type ResultPayload = { readonly result: Readonly<Record<string, unknown>> } | { readonly error: Failed['error'] }

/** Bytes of a result as JSON: more than what a client reads in a line is no event of a car. */
export const MAX_RESULT = 32 * 1024

/** What some readers take for the end of a line, inside a text of JSON too. */
const LINE_ENDS = /[\u0085\u2028\u2029]/g

/** A RESULT for any number of subscriptions: its JSON is written once, for all of them. */
export class ResultMessage {
  /** The code of the failure that it reports. */
  readonly code: number | undefined
  readonly #payload: ResultPayload
  #text: string | undefined
  #bytes: Buffer | undefined

  constructor (payload: ResultPayload) {
    this.#payload = payload
    this.code = 'error' in payload ? payload.error.code : undefined
  }

  /** What comes before `rest`: all that differs between subscriptions. */
  static head (transactionId: string): string {
    return `{"transactionId":"${transactionId}",`
  }

  /** The JSON behind the transaction id. */
  get rest (): string {
    this.#text ??= `"status":"RESULT",${JSON.stringify(this.#payload).slice(1)}`
      .replace(LINE_ENDS, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
    return this.#text
  }

  /** `rest` in UTF-8, one buffer for all subscriptions. */
  get bytes (): Buffer {
    this.#bytes ??= Buffer.from(this.rest)
    return this.#bytes
  }
}
