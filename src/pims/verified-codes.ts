import type { Account } from '../sandbox/account.ts'
import { BoundedMap } from '../sandbox/bounded-map.ts'

/** How many a sandbox remembers. */
const MAX_CODES = 10_000

/** The enrolment codes that were found right on a device, where they need not be sent again. */
export class VerifiedCodes {
  readonly #codes = new BoundedMap<string, string>(MAX_CODES)

  put ({ id }: Account, deviceId: string, code: string): void {
    this.#codes.set(`${id} ${deviceId}`, code)
  }

  find ({ id }: Account, deviceId: string): string | undefined {
    return this.#codes.get(`${id} ${deviceId}`)
  }
}
