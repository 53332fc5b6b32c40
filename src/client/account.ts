import type { Account, AccountInput } from './contract.ts'
import { expectOptions } from './expect-options.ts'
import type { Http } from './http.ts'

/** A part of an account to change; `null` removes what may be absent (RFC 7396). */
export type AccountPatch = { readonly [Field in keyof AccountInput]?: AccountInput[Field] extends object | undefined ? Partial<AccountInput[Field]> | null : AccountInput[Field] | null }

/** One account of a sandbox. */
export class AccountClient {
  readonly id: string
  readonly #http: Http

  constructor (http: Http, id: string) {
    this.#http = http
    this.id = id
  }

  /**
   * The account; with its PIN and password where `secrets` asks for them.
   *
   * @throws MockError where there is none
   */
  async get (options: { readonly secrets?: boolean } = {}): Promise<Account> {
    expectOptions('get', options, { secrets: true })
    return await this.#http.admin('GET', this.#path, { query: { ...options } })
  }

  /** Makes or replaces it; what is left out takes the value of an account that works. */
  put (account: AccountInput = {}): Promise<Account> {
    return this.#http.admin('PUT', this.#path, { body: account })
  }

  /** Changes the fields given. */
  patch (patch: AccountPatch): Promise<Account> {
    return this.#http.admin('PATCH', this.#path, { body: patch })
  }

  /** Removes all its devices, with what the operation `remove` heals. */
  removeDevices (): Promise<Account> {
    return this.#http.admin('DELETE', `${this.#path}/devices`)
  }

  /** Back to the fixture. */
  reset (): Promise<Account> {
    return this.#http.admin('POST', `${this.#path}/reset`)
  }

  async delete (): Promise<void> {
    await this.#http.admin('DELETE', this.#path)
  }

  get #path (): string {
    return `accounts/${encodeURIComponent(this.id)}`
  }
}
