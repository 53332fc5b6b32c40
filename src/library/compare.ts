import { randomUUID } from 'node:crypto'
import type { Mock } from '../client/connect.ts'
import { dropIfThere } from '../client/drop-if-there.ts'
import { expectOptions } from '../client/expect-options.ts'

/** How a capture is held against the mock, and told. */
export interface CompareOptions {
  /** Whose token is sent where the capture does not show how one was issued; alice when absent. */
  readonly account?: string
  /** `text` when absent. */
  readonly format?: 'text' | 'markdown' | 'junit'
  /** The number of the one entry that is reported; all are sent. */
  readonly entry?: number
}

/** What came of it. */
export interface Comparison {
  readonly isDifferent: boolean
  /** Whether no answer of the capture could be held against one of the mock. */
  readonly isEmpty: boolean
  /** A line for each call; names, types and classes of values alone are in it, so it may be published. */
  readonly report: string
}

/**
 * Holds a capture of the real service against a mock, in a sandbox that is there for as long as it takes.
 *
 * @param har a HAR, parsed
 * @throws Error for what is no capture, or has no such entry, and where a value of it would be in the report
 */
export async function compare (har: unknown, mock: Mock, options: CompareOptions = {}): Promise<Comparison> {
  expectOptions('compare', options, { account: true, format: true, entry: true })
  const { account = 'alice', format = 'text', entry } = options
  const { compareCapture } = await import('../compare/compare.ts')
  const sandbox = mock.sandbox(`compare-${randomUUID()}`)
  try {
    return await compareCapture(har, sandbox, { account, format, entry })
  } finally {
    await dropIfThere(sandbox)
  }
}
