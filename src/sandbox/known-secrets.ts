import type { Sandbox } from './sandbox.ts'

/** A text of fewer characters than this may be anything. */
const SHORTEST_PASSWORD = 6

/**
 * What a sandbox knows to be a secret at the moment: the codes of its SMS, also those that ended, the PINs and passwords of its
 * accounts, and what its parts say. To ask costs the same however many there are.
 */
export class KnownSecrets {
  readonly #sandbox: Sandbox

  constructor (sandbox: Sandbox) {
    this.#sandbox = sandbox
  }

  /** Whether a run of digits is a code or a PIN. */
  hasDigits (digits: string): boolean {
    const { codes, accounts } = this.#sandbox
    return codes.has(digits) || accounts.hasPin(digits)
  }

  /** Whether a word is a token. */
  hasWord (word: string): boolean {
    return this.#sandbox.holdsSecret(word)
  }

  /** Whether a text is a password. */
  hasPassword (text: string): boolean {
    return text.length >= SHORTEST_PASSWORD && this.#sandbox.accounts.hasPassword(text)
  }
}
