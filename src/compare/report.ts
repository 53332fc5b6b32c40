import type { Capture } from './capture.ts'
import type { Compared } from './run.ts'
import { pathTemplate } from './vocabulary.ts'

const VERDICTS = { same: 'same', different: 'DIFFERENT', none: 'not compared' } as const
const METHOD = /^(GET|POST|PUT|PATCH|DELETE|HEAD)$/

const verdictOf = ({ mock, differences }: Compared): keyof typeof VERDICTS => mock === undefined ? 'none' : differences.length === 0 ? 'same' : 'different'

export const isDifferent = (compared: readonly Compared[]): boolean => compared.some((one) => verdictOf(one) === 'different')

const nameOf = ({ call }: Compared): string => `${METHOD.test(call.method) ? call.method : 'another method'} ${pathTemplate(call.path)}`
const whyOf = ({ differences, note }: Compared): string => [...differences, ...note === undefined ? [] : [note]].join('; ')

/** A line for each call, and how many there are of each verdict. */
export function textReport ({ entries, skipped }: Capture, compared: readonly Compared[]): string {
  const left = [...skipped].map(([reason, count]) => `${count} ${reason}`)
  const rows = compared.map((one) => {
    const columns = [String(one.call.number).padEnd(4), nameOf(one).padEnd(48), String(one.call.answer?.status ?? '–').padEnd(4), VERDICTS[verdictOf(one)].padEnd(13), whyOf(one)]
    return columns.join(' ').trimEnd()
  })
  return [`pims-mock compare: ${[`${entries} entries`, ...left].join(', ')}`, ...rows, `${summary(compared)}.`].join('\n')
}

const summary = (compared: readonly Compared[]): string =>
  (['different', 'same', 'none'] as const).map((verdict) => `${compared.filter((one) => verdictOf(one) === verdict).length} ${VERDICTS[verdict].toLowerCase()}`).join(', ')

/** The same as a table of Markdown. */
export function markdownReport (compared: readonly Compared[]): string {
  const rows = compared.map((one) => `| ${one.call.number} | ${nameOf(one)} | ${one.call.answer?.status ?? '–'} | ${VERDICTS[verdictOf(one)]} | ${whyOf(one).replaceAll('|', '\\|')} |`)
  return ['| entry | call | real status | | why |', '| --- | --- | --- | --- | --- |', ...rows, '', `${summary(compared)}.`].join('\n')
}

/** The same as JUnit XML: what differs fails, what was not compared is skipped. */
export function junitReport (compared: readonly Compared[], escape: (text: string) => string): string {
  const count = (verdict: keyof typeof VERDICTS) => compared.filter((one) => verdictOf(one) === verdict).length
  const counts = `tests="${compared.length}" failures="${count('different')}" errors="0" skipped="${count('none')}" time="0"`
  const cases = compared.map((one) => {
    const verdict = verdictOf(one)
    const why = escape(whyOf(one))
    const inner = verdict === 'different' ? `<failure message="${why}"/>` : verdict === 'none' ? `<skipped message="${why}"/>` : ''
    return `    <testcase classname="compare" name="${escape(`${one.call.number} ${nameOf(one)}`)}">${inner}</testcase>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="pims-mock" ${counts}>\n  <testsuite name="compare" ${counts}>\n${cases.join('\n')}\n  </testsuite>\n</testsuites>`
}
