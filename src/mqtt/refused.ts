/** A connection that is refused; the message says why, for the author of a client. */
export class ConnectionRefused extends Error {
  /** Of CONNACK, 1 to 5. */
  readonly returnCode: number

  constructor (returnCode: number, message: string) {
    super(message)
    this.returnCode = returnCode
  }
}

/** A topic that a client may not subscribe or publish to, and why. */
export class TopicRefused extends Error {}

/** A command that gets no further than the broker. */
export class CommandRefused extends Error {
  readonly returnCode: string
  /** What the client is told besides the code. */
  readonly told: string | undefined

  constructor (returnCode: string, message: string, told?: string) {
    super(message)
    this.returnCode = returnCode
    this.told = told
  }
}
