import { type Static, Type } from '@sinclair/typebox'
import { closedObject } from '../lib/closed-object.ts'
import { Invalid } from '../lib/errors.ts'
import { suggest } from '../lib/nearest-word.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { checkOutput } from './check-output.ts'
import { listed, operationOf } from './registry.ts'

/** How many outputs a sandbox keeps. */
export const MAX_OUTPUTS = 500

const StoredSchema = closedObject({
  operation: Type.String({ maxLength: 200 }),
  account: Type.Union([Type.String({ maxLength: 64 }), Type.Null()]),
  output: Type.Record(Type.String(), Type.Unknown())
})
export type StoredOutput = Readonly<Static<typeof StoredSchema>>

const keyOf = (operation: string, account: string | null): string => `${operation} ${account ?? ''}`

/** Says that there is no such operation, and which is the nearest. */
export const noOperation = (id: string): string => `There is no operation ${id}. ${suggest(id, listed.map((each) => each.id), 'GET /admin/contract lists them.')}`

/** Bytes that an output takes. */
export const weightOfOutput = (output: StoredOutput): number => JSON.stringify(output).length * 2 + 300

/** The outputs that operations answer in place of their own, for all accounts or for one. */
export class Outputs {
  static readonly key = 'outputs'
  static readonly StateSchema = Type.Array(StoredSchema, { maxItems: MAX_OUTPUTS, description: 'What operations answer in place of their own' })

  /** @throws Invalid for an output of an unknown operation, which names the nearest, and for one that differs from the reference */
  static check (outputs: readonly StoredOutput[]): void {
    for (const [index, { operation, output }] of outputs.entries()) {
      const page = listed.find(({ id }) => id === operation)
      const refuse = (why: string, cause?: unknown) => new Invalid(`outputs.${index}: ${why} Nothing was changed.`, { cause })
      if (page === undefined) throw refuse(noOperation(operation))
      try {
        checkOutput(operationOf(page), output)
      } catch (error) {
        throw error instanceof Invalid ? refuse(error.message, error) : error
      }
    }
  }

  readonly #memory: Sandbox['memory']
  readonly #byKey = new Map<string, StoredOutput>()

  constructor ({ memory }: Pick<Sandbox, 'memory'>) {
    this.#memory = memory
  }

  get size (): number {
    return this.#byKey.size
  }

  /** What an operation answers an account: what was put for it, else for all. */
  find (operation: string, account: string | undefined): StoredOutput['output'] | undefined {
    if (this.#byKey.size === 0) return undefined
    const own = account === undefined ? undefined : this.#byKey.get(keyOf(operation, account))
    return (own ?? this.#byKey.get(keyOf(operation, null)))?.output
  }

  get (operation: string, account: string | null): StoredOutput | undefined {
    return this.#byKey.get(keyOf(operation, account))
  }

  set (stored: StoredOutput): void {
    this.delete(stored.operation, stored.account)
    this.#byKey.set(keyOf(stored.operation, stored.account), stored)
    this.#memory.add(weightOfOutput(stored))
  }

  delete (operation: string, account: string | null): void {
    const stored = this.get(operation, account)
    if (stored === undefined) return
    this.#byKey.delete(keyOf(operation, account))
    this.#memory.add(-weightOfOutput(stored))
  }

  reset (): void {
    for (const { operation, account } of this.save()) this.delete(operation, account)
  }

  /** Forgets what is kept for an account that is deleted. */
  forgetAccount (id: string): void {
    for (const { operation, account } of this.save()) if (account === id) this.delete(operation, account)
  }

  /** All of them, the oldest first. */
  save (): StoredOutput[] {
    return [...this.#byKey.values()]
  }

  restore (outputs: readonly StoredOutput[]): void {
    this.reset()
    for (const output of outputs) this.set(output)
  }
}
