import type { Static, TSchema } from '@sinclair/typebox'

/** A kind of effect, named by the property that only its effects have. */
export interface Kind<Schema extends TSchema = TSchema> {
  readonly schema: Schema
  /** The operations that take it, in words that follow "goes with"; absent where every operation does. */
  readonly goesWith?: string
  /** Says what it does in a phrase, with `%` in place of the operations. */
  explain (effect: Static<Schema>): string
  /**
   * Checks what the schema cannot say.
   *
   * @throws Invalid for one that could not be applied to any request
   */
  check? (effect: Static<Schema>): void
  /** Whether it fits an operation that takes its kind; any when absent. @param force whether undocumented codes are raised */
  fits? (effect: Static<Schema>, documented: readonly number[], force: boolean): boolean
  /** Whether it hits every step of an operation that takes several requests; absent where it does. */
  hitsEveryStep? (effect: Static<Schema>): boolean
}

/** Lets TypeScript hold the functions of a kind against its schema. */
export const defineKind = <Schema extends TSchema>(kind: Kind<Schema>): Kind<Schema> => kind
