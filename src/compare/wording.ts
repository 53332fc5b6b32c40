/** A name of a capture or of the mock: of a field, an element, a parameter. */
export interface Name {
  readonly kind: 'name'
  readonly name: string
  /** Whether the mock's answer has it too: then it is no secret of the capture. */
  readonly isOfMock: boolean
}

/** A value, and what of it may be published. */
export interface Value {
  readonly kind: 'value'
  readonly value: unknown
  readonly published: string
}

/** What a report says: its own words as texts, and what was taken from a capture or an answer as what it is. */
export type Wording = ReadonlyArray<string | Name | Value>

/** The words that a sentence may have inserted, besides what is taken. */
type OwnWord = 'real' | 'mock' | 'null' | 'list' | 'string' | 'number' | 'bigint' | 'boolean' | 'symbol' | 'undefined' | 'object' | 'function' | 'empty' | 'not empty' | 'www-authenticate' | 'retry-after'

/** A sentence. Its type lets no text of a capture in that is not said to be one. */
export const words = (own: TemplateStringsArray, ...inserted: ReadonlyArray<OwnWord | number | Name | Value | Wording>): Wording =>
  own.flatMap((text, index): Wording => {
    const part = inserted[index]
    return [text, ...part === undefined ? [] : typeof part === 'object' ? (isWording(part) ? part : [part]) : [String(part)]].filter((one) => one !== '')
  })

const isWording = (part: Name | Value | Wording): part is Wording => Array.isArray(part)

/** How a report tells what was taken. */
export type Tell = (taken: Name | Value) => string

export const written = (wording: Wording, tell: Tell): string => wording.map((part) => typeof part === 'string' ? part : tell(part)).join('')

export const join = (wordings: readonly Wording[], between: string): Wording => wordings.flatMap((wording, index) => index === 0 ? wording : [between, ...wording])
