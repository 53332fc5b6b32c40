import { codeOf } from './advice.ts'
import type { CapturedCall } from './capture.ts'
import { otherCode } from './newest-code.ts'
import type { Given } from './substitutions.ts'

/** What is known of the account that takes the place of the real one. */
export interface Stand {
  readonly account: string
  readonly pin: string
  readonly vin: string | undefined
}

const NAMES_OF_CODES = /^(smsCode|activationCode)$/i

/** Whether a call carries a code from the inbox. */
export const needsCode = ({ path, body }: CapturedCall): boolean => /smsCode|activationCode/i.test(`${path}${body?.text ?? ''}`)

/** A PIN that is not the account's. */
export const wrongPin = (pin: string): string => pin === '9999' ? '8888' : '9999'

/** Gives values that no answer gave out: right ones where the real service took them, else wrong ones. */
export class Givens {
  readonly #stand: Stand
  readonly #numbers = new Map<string, string>()

  constructor (stand: Stand) {
    this.#stand = stand
  }

  /** @param code the newest of the inbox @param password the newest of the mock's own device */
  for ({ answer }: CapturedCall, code: string | undefined, password: string | undefined): Given {
    const { account, pin, vin } = this.#stand
    const didSucceed = answer !== undefined && answer.status < 400 && codeOf(answer) === undefined
    return (name, value) => {
      if (NAMES_OF_CODES.test(name)) return didSucceed ? code ?? value : otherCode(code, value.length)
      if (/^(pin|pinCode)$/i.test(name)) return didSucceed ? pin : wrongPin(pin)
      if (name === 'password' && didSucceed) return password
      if (name === 'login') return account
      if (/^phone_?number$/i.test(name)) return this.#numberFor(value)
      return /^vin$/i.test(name) ? vin ?? value : undefined
    }
  }

  /** A number of nobody for each number of the capture, so that the same one stays the same. */
  #numberFor (value: string): string {
    const number = this.#numbers.get(value) ?? `06399801${String(this.#numbers.size % 100).padStart(2, '0')}`
    this.#numbers.set(value, number)
    return number
  }
}
