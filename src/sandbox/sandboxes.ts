import { Sandbox, type SandboxOptions } from './sandbox.ts'

/** What an id of a sandbox may look like. */
export const SANDBOX_ID = /^[A-Za-z0-9._-]{1,64}$/
export const DEFAULT_SANDBOX = 'default'

/** All sandboxes of this server, by id. */
export class Sandboxes {
  readonly #options: SandboxOptions
  readonly #opened: (sandbox: Sandbox) => void
  readonly #open = new Map<string, Sandbox>()

  /** @param opened called with every sandbox when it comes into being */
  constructor (options: SandboxOptions, opened: (sandbox: Sandbox) => void = () => {}) {
    this.#options = options
    this.#opened = opened
  }

  /** The sandbox of this id, made on first use. */
  open (id: string): Sandbox {
    const found = this.#open.get(id)
    if (found !== undefined) return found
    const made = new Sandbox(id, this.#options)
    this.#open.set(id, made)
    this.#opened(made)
    return made
  }
}
