import { type ErrorCode, labelOf } from './catalogue.ts'

/** What fills the placeholders of a label, and what stands beneath it. */
export interface Blanks {
  readonly parameter?: string | undefined
  readonly component?: string | undefined
  /** Beneath a code of which the vendor documents suberrors. */
  readonly subCode?: { readonly code: number | string, readonly label: string } | undefined
}

/** A documented refusal: the code that a FAILED message carries. With a `cause` it is unforeseen, and the cause belongs in the log. */
export class PimsError extends Error {
  readonly code: ErrorCode
  readonly blanks: Blanks
  /** For the journal: what was wrong, where the label leaves it open; never a secret. */
  readonly reason: string | undefined

  constructor (code: ErrorCode, { cause, reason, ...blanks }: Blanks & { cause?: unknown, reason?: string | undefined } = {}) {
    super(`${code} ${labelOf(code, '')}`, cause === undefined ? undefined : { cause })
    this.code = code
    this.blanks = blanks
    this.reason = reason
  }

  /** The label, with each placeholder filled that a name is known for. */
  label (sdkVersion: string): string {
    const { parameter, component } = this.blanks
    let label = labelOf(this.code, sdkVersion)
    if (parameter !== undefined) label = label.replace('[PARAMETER]', () => parameter)
    if (component !== undefined) label = label.replace('[Component]', () => component)
    return label
  }
}
