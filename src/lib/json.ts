/** An object of JSON. */
export type Json = Readonly<Record<string, unknown>>

/** Whether a value is an object of JSON: no list, and not `null`. */
export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value of a text of JSON; `undefined` for a text that is none. */
export function tryParse (text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** How deep lists and objects may nest. What walks through a value calls itself for each level, and the stack has an end. */
export const MAX_DEPTH = 64

/** JSON that nests too deep. */
export class TooDeep extends Error {
  readonly statusCode = 400
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
/** `[` and `{`, and what closes them. */
const [LIST, LIST_END, OBJECT, OBJECT_END] = [0x5b, 0x5d, 0x7b, 0x7d]

/**
 * Looks at a text of JSON before it is parsed.
 *
 * @param what the beginning of the message
 * @throws TooDeep
 */
export function refuseDeep (text: string, what = 'The body'): void {
  if (text.length <= MAX_DEPTH) return
  let depth = 0
  for (let index = 0; index < text.length; index++) {
    const character = text.charCodeAt(index)
    if (character === QUOTE) index = endOfString(text, index)
    else if (character === LIST || character === OBJECT) {
      if (++depth > MAX_DEPTH) throw new TooDeep(`${what} nests lists and objects more than ${MAX_DEPTH} deep.`)
    } else if (character === LIST_END || character === OBJECT_END) depth--
  }
}

/** Index of the quote that ends a string; the last of the text when none does. */
function endOfString (text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end === -1 ? text.length : end
}

function isEscaped (text: string, index: number): boolean {
  let backslashes = 0
  while (text.charCodeAt(index - 1 - backslashes) === BACKSLASH) backslashes++
  return backslashes % 2 === 1
}
