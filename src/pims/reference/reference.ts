import { readFileSync } from 'node:fs'
import type { Verb } from '../../words/verbs.ts'

/** What a value of a parameter or an output may be; fields are those of an object, or of each object of a list. */
export const TYPES = ['String', 'Boolean', 'Integer', 'Number', 'Double', 'Object', 'Enum of Strings', 'Enum of Numbers', 'Array of Strings', 'Array of Numbers', 'Array of Objects'] as const

/** A parameter, a field of one, or a value of the output, as the vendor documents it. */
export interface ReferenceValue {
  readonly name: string
  readonly type: typeof TYPES[number]
  /** Absent in outputs that say nothing of it. */
  readonly required?: boolean
  /** What it may be: a word, with what it means after a colon where the vendor says so, a number, or `false` (the vendor's `No`). */
  readonly values?: ReadonlyArray<string | number | boolean>
  readonly example?: unknown
  readonly unit?: string
  readonly fields?: readonly ReferenceValue[]
}

/** An operation, as the vendor documents it (docs/reference/sdk-facade.md). */
export interface ReferenceOperation {
  readonly component: string
  readonly verb: Verb
  readonly api: string
  /** The page's name: the api, then what tells it from others of the same api. */
  readonly vendorTag: string
  /** The parameter whose value picks it. */
  readonly selector?: { readonly parameter: string, readonly value: string }
  /** The SDK that brought it. */
  readonly since: string
  /** `false` where it works without a login. */
  readonly authenticated?: boolean
  readonly parameters: readonly ReferenceValue[]
  readonly output: readonly ReferenceValue[]
  readonly errors: readonly number[]
}

interface Reference {
  /** `for` names the brands whose cars have it. */
  readonly components: ReadonlyArray<{ readonly tag: string, readonly name: string, readonly for: string | readonly string[] }>
  readonly operations: readonly ReferenceOperation[]
}

/**
 * All 128 operations of the 17 components; a test compares the file with these types. It is parsed as text: as part of a bundle it
 * would cost each start many times as much.
 */
const { components, operations } = JSON.parse(readFileSync(new URL('sdk-2.3.json', import.meta.url), 'utf8')) as Reference

/** Every operation of the Mobile SDK 2.3, in the vendor's order. */
export const referenceOperations = operations

/** The components that belong to FCA's brands alone, and share names with those of PSA's. */
export const fcaComponents: ReadonlySet<string> = new Set(components.filter((component) => component.for === 'FCA').map(({ tag }) => tag))

/** What the vendor calls each component: `Remote Command` for `LongRangeRemoteRemote`. */
export const componentNames: ReadonlyMap<string, string> = new Map(components.map(({ tag, name }) => [tag, name]))

/** Whether it works while nobody is signed in: the vendor says so, or the operation is about the SDK itself. */
export const isOpen = ({ authenticated, component }: Pick<ReferenceOperation, 'authenticated' | 'component'>): boolean => authenticated === false || component === 'SDK'
