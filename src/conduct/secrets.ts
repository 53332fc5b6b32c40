import type { Token } from '../oauth/token.ts'
import { Tokens } from '../oauth/tokens.ts'
import type { EndedCode, PendingCode } from '../sandbox/codes.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

/** Characters of the beginning of a token that tell it from any other text. */
const TELLING = 12
/** A text that may be a token, or the beginning of one. */
const WORD = /[\w-]{12,}/g
/** A text that may be a code of an SMS; a PIN is too short to be told from other numbers within a text. */
const DIGITS = /(?<!\d)\d{6,9}(?!\d)/g
/** A number that is a PIN only where its name says so: an id, a size or a year may be the same. */
const NUMBER = /^\d+$/
/** Names of what is a PIN or a password; no `mapping`. */
const NAMES_SECRET = /pin(?!g)|pass|secret|otp/i

/** The secrets that a sandbox has given out, by their values: a client that sends one is found whatever it calls it. */
export class Secrets {
  readonly #codes = new Map<string, Array<PendingCode | EndedCode>>()
  readonly #tokens = new Map<string, Token>()
  /** PINs and passwords, which are told from other texts only where they are the whole of one. */
  readonly #words = new Set<string>()

  constructor (sandbox: Sandbox) {
    for (const code of [...sandbox.codes.endedValues(), ...sandbox.codes.values()]) {
      const known = this.#codes.get(code.code)
      if (known === undefined) this.#codes.set(code.code, [code])
      else known.push(code)
    }
    for (const token of sandbox.part(Tokens).save()) this.#tokens.set(token.value.slice(0, TELLING), token)
    for (const { pin, password } of sandbox.accounts.values()) for (const word of [pin, password]) if (word !== undefined) this.#words.add(word)
  }

  /** The codes of SMS of these digits, pending or ended. */
  codesOf (digits: string): ReadonlyArray<PendingCode | EndedCode> {
    return this.#codes.get(digits) ?? []
  }

  /** The token that a text has, whole or at least so much of that it can be no other. */
  tokenIn (text: string): Token | undefined {
    for (const [word] of text.matchAll(WORD)) {
      const token = this.#tokens.get(word.slice(0, TELLING))
      if (token !== undefined) return token
    }
    return undefined
  }

  /** Whether a text is a PIN or a password, or has a token or a code in it; `name` is what it is called where it was found. */
  isIn (text: string, name: string): boolean {
    if (this.#words.has(text) && (!NUMBER.test(text) || NAMES_SECRET.test(name))) return true
    if (this.tokenIn(text) !== undefined) return true
    for (const [digits] of text.matchAll(DIGITS)) if (this.#codes.has(digits)) return true
    return false
  }
}
