/** A request that is refused in plain HTTP, in no language of a face; the message says what to send instead. */
export class RequestError extends Error {
  /** HTTP status of the answer. */
  readonly statusCode: number

  constructor (statusCode: number, message: string) {
    super(message)
    this.statusCode = statusCode
  }
}
