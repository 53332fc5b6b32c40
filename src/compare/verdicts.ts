import { escapeMarkup } from '../lib/text/escape.ts'

/** What came of holding one answer against another. */
export type AnswerVerdict = 'same' | 'different' | 'none'

/** How a report says it. */
export const VERDICTS = { same: 'same', different: 'DIFFERENT', none: 'not compared' } as const satisfies Record<AnswerVerdict, string>

const countOf = (verdicts: readonly AnswerVerdict[], wanted: AnswerVerdict): number => verdicts.filter((verdict) => verdict === wanted).length

/** How many there are of each. */
export const verdictSummary = (verdicts: readonly AnswerVerdict[]): string =>
  (['different', 'same', 'none'] as const).map((wanted) => `${countOf(verdicts, wanted)} ${VERDICTS[wanted].toLowerCase()}`).join(', ')

/** A case of a suite, and why it is as it is. */
export interface VerdictCase {
  readonly name: string
  readonly verdict: AnswerVerdict
  readonly why: string
}

/** A suite as JUnit XML: what differs fails, what was not compared is skipped. */
export function verdictJunit (suite: string, cases: readonly VerdictCase[]): string {
  const verdicts = cases.map(({ verdict }) => verdict)
  const counts = `tests="${cases.length}" failures="${countOf(verdicts, 'different')}" errors="0" skipped="${countOf(verdicts, 'none')}" time="0"`
  const lines = cases.map(({ name, verdict, why }) => {
    const message = escapeMarkup(why)
    const inner = verdict === 'different' ? `<failure message="${message}"/>` : verdict === 'none' ? `<skipped message="${message}"/>` : ''
    return `    <testcase classname="${suite}" name="${escapeMarkup(name)}">${inner}</testcase>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="pims-mock" ${counts}>\n  <testsuite name="${suite}" ${counts}>\n${lines.join('\n')}\n  </testsuite>\n</testsuites>`
}
