import { escapeMarkup } from '../lib/text/escape.ts'
import type { SandboxClient } from '../client/sandbox-client.ts'
import { CaptureError, readCapture } from './capture.ts'
import { isDifferent, junitReport, markdownReport, textReport } from './report.ts'
import { runCalls } from './run.ts'
import { leaksOf, valuesOf } from './values.ts'
import { isWord } from './vocabulary.ts'

/** A report that has a value of its capture in it; it is not given out. */
export class LeakError extends Error {}

export interface Comparison {
  readonly isDifferent: boolean
  /** Names, types and classes alone: it may be published. */
  readonly report: string
}

/**
 * Holds a capture of the real service against a sandbox, whose accounts it changes and whose clock it moves.
 *
 * @param har a HAR, parsed
 * @param account whose token is sent where the capture does not show how one was issued
 * @param entry the number of the one entry that is reported; all are sent
 * @throws CaptureError for what is no capture, or has no such entry; LeakError where a value of it would be in the report
 */
export async function compareCapture (har: unknown, sandbox: SandboxClient, { account, format, entry }: { account: string, format: 'text' | 'markdown' | 'junit', entry?: number | undefined }): Promise<Comparison> {
  const capture = readCapture(har)
  const values = valuesOf([har, capture.calls])
  const secrets = [...values].filter((value) => !isWord(value))
  const asked = new Map<string, boolean>()
  const isValue = (text: string): boolean => {
    const answer = asked.get(text) ?? secrets.some((value) => text.includes(value))
    asked.set(text, answer)
    return answer
  }
  if (entry !== undefined && !capture.calls.some(({ number }) => number === entry)) throw new CaptureError(`The capture has no call of the service with the number ${entry}; without --entry all of them are reported.`)
  const all = await runCalls(capture, sandbox, account, isValue)
  const compared = entry === undefined ? all : all.filter(({ call }) => call.number === entry)
  const report = format === 'junit' ? junitReport(compared, escapeMarkup) : format === 'markdown' ? markdownReport(compared) : textReport(capture, compared)
  const leaks = leaksOf(report, values, isWord)
  if (leaks.length > 0) throw new LeakError(`${leaks.length} values of the capture would be in the report: it is not written. Leave out the entries that have them.`)
  return { isDifferent: isDifferent(compared), report }
}
