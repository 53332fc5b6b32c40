/** The calls of the SDK that a request can stand for, and the method of HTTP that each is (docs/reference/http-api.md#3-the-pims-face). */
export const METHODS = { get: 'GET', set: 'POST' } as const

export type Verb = keyof typeof METHODS

export const VERBS: readonly Verb[] = ['get', 'set']

/** Whether the parameters of a call are in the query, where everything is text; otherwise they are a JSON body. */
export const isInQuery = (verb: Verb): boolean => METHODS[verb] === 'GET'
