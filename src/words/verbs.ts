/**
 * The calls of the SDK that a request can stand for, and the method of HTTP that each is (docs/reference/http-api.md#3-the-pims-face).
 * A verb is added here; the compiler names the tables that have to know it.
 */
export const METHODS = { get: 'GET', set: 'POST', subscribe: 'GET' } as const

export type Verb = keyof typeof METHODS

/** Whether a word is a verb; it narrows the keys of `METHODS`, which `Object.keys` types as texts. */
export const isVerb = (word: string): word is Verb => Object.hasOwn(METHODS, word)

export const VERBS: readonly Verb[] = Object.keys(METHODS).filter(isVerb)

/** Whether the parameters of a call are in the query, where everything is text; otherwise they are a JSON body. */
export const isInQuery = (verb: Verb): boolean => METHODS[verb] !== 'POST'
