import { statusText } from '../lib/status-text.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { uuid } from './tokens.ts'

/** A refusal of the API, or of the gateway in front of it; its body decides whether a client retries, logs in again or gives up (docs/reference/cvs-oauth.md#7-error-bodies). */
export class RestError extends Error {
  readonly statusCode: number
  readonly body: Readonly<Record<string, unknown>>

  /** @param reason for the author of a client: what was wrong; never a secret */
  constructor (statusCode: number, body: Readonly<Record<string, unknown>>, reason: string) {
    super(reason)
    this.statusCode = statusCode
    this.body = body
  }

  /** The code or the status in the body. */
  get code (): string {
    return String(this.body.code ?? this.body.httpCode)
  }
}

/** A refusal of the gateway in front of the API. */
export const gatewayError = (status: number, moreInformation: string, reason = moreInformation): RestError =>
  new RestError(status, { httpCode: String(status), httpMessage: statusText(status), moreInformation }, reason)

/** The one text on which a client renews its OAuth token and repeats the call (docs/reference/cvs-oauth.md#3-headers-and-the-realm). */
export const TOKEN_INVALID = 'Token is invalid'

/** What the gateway says of a request that it does not let through. */
export const SECURITY_CHECKS = 'Cannot pass the security checks that are required by the target API or operation, Enable debug headers for more details.'

/** A refusal of the API itself; a client needs the `code` of every 404. It has the time of the sandbox, and an id for support. */
export const apiError = ({ clock, random }: Pick<Sandbox, 'clock' | 'random'>, code: number, message: string): RestError =>
  new RestError(Math.floor(code / 100), { code, uuid: uuid(random), message, timestamp: new Date(clock.now()).toISOString() }, message)
