/** A call that the server refused; the message is the server's own sentence, which says what to do. */
export class MockError extends Error {
  override readonly name = 'MockError'
  /** The HTTP status; 0 when no pims-mock answered. */
  readonly status: number
  /** What the server answered with; for `verify`, with the entries that came nearest. */
  readonly body: unknown

  constructor (message: string, status: number, body?: unknown, cause?: unknown) {
    super(message, { cause })
    this.status = status
    this.body = body
  }
}
