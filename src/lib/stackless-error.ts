/** An error that is an answer: a trace of where it arose would cost a third of the request, and nobody reads it. */
export class StacklessError extends Error {
  constructor (message: string) {
    const { stackTraceLimit } = Error
    Error.stackTraceLimit = 0
    super(message)
    Error.stackTraceLimit = stackTraceLimit
  }
}
