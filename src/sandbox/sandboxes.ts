import { Sandbox, type SandboxOptions } from './sandbox.ts'

/** What an id of a sandbox may look like. */
export const SANDBOX_ID = /^[A-Za-z0-9._-]{1,64}$/
export const DEFAULT_SANDBOX = 'default'

/** All sandboxes of this server, by id. */
export class Sandboxes {
  readonly #options: SandboxOptions
  readonly #open = new Map<string, Sandbox>()

  constructor (options: SandboxOptions) {
    this.#options = options
  }

  /** The sandbox of this id, made on first use. */
  open (id: string): Sandbox {
    const found = this.#open.get(id)
    if (found !== undefined) return found
    const made = new Sandbox(id, this.#options)
    this.#open.set(id, made)
    return made
  }
}
