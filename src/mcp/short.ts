/** Characters of one answer, of one text in it, and items of one list in it. */
const MAX_ANSWER = 20_000
const MAX_TEXT = 400
const MAX_ITEMS = 50

/** As JSON, with long texts and lists cut; what is left out is told. */
export const shortJson = (value: unknown): string => shortText(JSON.stringify(value, (_name, part: unknown) => cut(part)))

/** A text, cut where it is long. */
export const shortText = (text: string): string =>
  text.length <= MAX_ANSWER ? text : `${text.slice(0, MAX_ANSWER)}… ${text.length - MAX_ANSWER} more characters: ask for less`

function cut (part: unknown): unknown {
  if (typeof part === 'string' && part.length > MAX_TEXT) return `${part.slice(0, MAX_TEXT)}… ${part.length - MAX_TEXT} more characters`
  if (Array.isArray(part) && part.length > MAX_ITEMS) return [...part.slice(0, MAX_ITEMS) as unknown[], `… ${part.length - MAX_ITEMS} more`]
  return part
}

/** An object without what says nothing: null, undefined and empty lists. */
export const filled = (row: object): object =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0)))
