import { type ErrorCode, labelOf } from '../../codes/catalogue.ts'

/** The values of the placeholders in a label, and the code beneath it. */
export interface LabelValues {
  readonly parameter?: string | undefined
  readonly component?: string | undefined
  /** Of a code whose suberrors the vendor documents. */
  readonly subCode?: { readonly code: number | string, readonly label: string } | undefined
}

/** Reason of an error that nobody foresaw. */
export const UNFORESEEN = 'pims-mock met an error that it did not foresee; its log says what'

/** The code that a FAILED message carries. One with a `cause` is unexpected, and the cause belongs in the log. */
export class PimsError extends Error {
  readonly code: ErrorCode
  readonly labelValues: LabelValues
  /** Why, for the author of a client; never a secret. */
  readonly reason: string

  constructor (code: ErrorCode, { cause, reason = UNFORESEEN, ...labelValues }: LabelValues & ({ readonly reason: string, readonly cause?: unknown } | { readonly cause: unknown, readonly reason?: never })) {
    super(`${code} ${labelOf(code, '')}`, cause === undefined ? undefined : { cause })
    this.code = code
    this.labelValues = labelValues
    this.reason = reason
  }

  /** The label, with each placeholder filled that a name is known for. */
  label (sdkVersion: string): string {
    const { parameter, component } = this.labelValues
    let label = labelOf(this.code, sdkVersion)
    if (parameter !== undefined) label = label.replace('[PARAMETER]', () => parameter)
    if (component !== undefined) label = label.replace('[Component]', () => component)
    return label
  }
}
