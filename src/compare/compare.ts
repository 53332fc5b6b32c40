import type { SandboxClient } from '../client/sandbox-client.ts'
import { type Capture, readCapture } from './capture.ts'
import { isDifferent, isEmpty, junitReport, markdownReport, textReport, withWarning } from './report.ts'
import { type Compared, runCalls } from './run.ts'
import { CaptureError, type CaptureSource, parsedSource } from './source.ts'
import { ValueSearch, valuesOf } from './values.ts'
import { isPlainName, locally, publicly } from './vocabulary.ts'
import type { Tell } from './wording.ts'

/** A report that has a value of its capture in it; it is not given out. */
export class LeakError extends Error {}

export interface Comparison {
  readonly isDifferent: boolean
  /** Whether no answer of the capture could be held against one of the mock: that they are the same is then not said. */
  readonly isEmpty: boolean
  /** Names, types and classes alone: it may be published. With `isLocal` it has values, and says so. */
  readonly report: string
}

export interface CompareOptions {
  /** Whose token is sent where the capture does not show how one was issued. */
  readonly account: string
  readonly format: 'text' | 'markdown' | 'junit'
  /** The number of the one entry that is reported; all are sent. */
  readonly entry?: number | undefined
  /** Whether values are told: then the report is for who has the capture alone. */
  readonly isLocal?: boolean | undefined
}

/** @param har a HAR, parsed. The rest is as for {@link compareSource}. */
export const compareCapture = async (har: unknown, sandbox: SandboxClient, options: CompareOptions): Promise<Comparison> =>
  await compareSource(parsedSource(har), sandbox, options)

/**
 * Holds a capture of the real service against a sandbox, whose accounts it changes and whose clock it moves.
 *
 * @throws CaptureError for what is no capture, or has no such entry; LeakError where a value of it would be in the report
 */
export async function compareSource (source: CaptureSource, sandbox: SandboxClient, { account, format, entry, isLocal = false }: CompareOptions): Promise<Comparison> {
  const capture = await readCapture(source)
  if (entry !== undefined && !capture.calls.some(({ number }) => number === entry)) throw new CaptureError(`The capture has no call of the service with the number ${entry}; without --entry all of them are reported.`)
  const all = await runCalls(capture, sandbox, account)
  const compared = entry === undefined ? all : all.filter(({ number }) => number === entry)
  const report = (tell: Tell): string => format === 'junit' ? junitReport(compared, tell) : format === 'markdown' ? markdownReport(compared, tell) : textReport(capture, compared, tell)
  const text = isLocal ? withWarning(report(locally), format) : await published(report, source, capture, compared)
  return { isDifferent: isDifferent(compared), isEmpty: isEmpty(compared), report: text }
}

/** The report without the names that hold a value of the capture. Of all that is in a report, names alone are the capture's. */
async function published (report: (tell: Tell) => string, source: CaptureSource, { calls }: Capture, compared: readonly Compared[]): Promise<string> {
  const search = new ValueSearch(namesOf(compared))
  for await (const piece of source.pieces()) search.look(valuesOf(piece))
  for (const call of calls) search.look(valuesOf(call))
  const told = new Set<string>()
  const tell = publicly(search.holding)
  const text = report((taken) => {
    const word = tell(taken)
    if (taken.kind === 'name' && !taken.isOfMock) told.add(word)
    return word
  })
  const leaks = [...told].filter((word) => search.holding.has(word))
  if (leaks.length > 0) throw new LeakError(`${leaks.length} values of the capture would be in the report: it is not written. Leave out the entries that have them.`)
  return text
}

const namesOf = (compared: readonly Compared[]): string[] =>
  compared.flatMap(({ differences, notes }) => [...differences, ...notes].flat()).flatMap((part) => typeof part === 'object' && part.kind === 'name' && !part.isOfMock && isPlainName(part.name) ? [part.name] : [])
