import type { Sandbox } from './sandbox.ts'

/** A text of fewer characters than this may be anything. */
const SHORTEST_PASSWORD = 6

/**
 * What a sandbox knows to be a secret at the moment: the codes of its SMS, also those that ended, the PINs and passwords of its
 * accounts, and what its parts say. Made for one reading: a code that comes later is not among them.
 */
export class KnownSecrets {
  readonly #sandbox: Sandbox
  #digits: ReadonlySet<string> | undefined
  #passwords: ReadonlySet<string> | undefined

  constructor (sandbox: Sandbox) {
    this.#sandbox = sandbox
  }

  /** Whether a run of digits is a code or a PIN. */
  hasDigits (digits: string): boolean {
    this.#digits ??= new Set(digitsOf(this.#sandbox))
    return this.#digits.has(digits)
  }

  /** Whether a word is a token. */
  hasWord (word: string): boolean {
    return this.#sandbox.holdsSecret(word)
  }

  /** Whether a text is a password. */
  hasPassword (text: string): boolean {
    if (text.length < SHORTEST_PASSWORD) return false
    this.#passwords ??= passwordsOf(this.#sandbox)
    return this.#passwords.has(text)
  }
}

function * digitsOf ({ codes, accounts }: Sandbox): Iterable<string> {
  for (const { code } of codes.values()) yield code
  for (const { code } of codes.endedValues()) yield code
  for (const { pin } of accounts.values()) if (pin !== undefined) yield pin
}

function passwordsOf ({ accounts }: Sandbox): ReadonlySet<string> {
  const found = new Set<string>()
  for (const { password } of accounts.values()) if (password !== undefined) found.add(password)
  return found
}
