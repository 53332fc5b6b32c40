import type { Capture } from './capture.ts'
import type { Compared } from './run.ts'
import { toldMethod, toldPath } from './vocabulary.ts'
import { join, words, type Tell, type Wording, written } from './wording.ts'

const VERDICTS = { same: 'same', different: 'DIFFERENT', none: 'not compared' } as const
/** Entries that cannot be read are named up to here, then counted. */
const MOST_NAMED = 10

const verdictOf = ({ isCompared, differences }: Compared): keyof typeof VERDICTS => !isCompared ? 'none' : differences.length === 0 ? 'same' : 'different'

/** Whether no answer of the capture could be held against one of the mock. */
export const isEmpty = (compared: readonly Compared[]): boolean => compared.every((one) => verdictOf(one) === 'none')

export const isDifferent = (compared: readonly Compared[]): boolean => compared.some((one) => verdictOf(one) === 'different')

const nameOfCall = ({ method, path }: Compared): Wording => words`${toldMethod(method)} ${toldPath(path)}`
const whyOf = ({ differences, notes }: Compared): Wording => join([...differences, ...notes], '; ')

/** A line for each call, and how many there are of each verdict. */
export function textReport ({ entries, skipped }: Capture, compared: readonly Compared[], tell: Tell): string {
  const left = [...skipped].map(([reason, numbers]) => `${numbers.length} ${reason}${reason === 'not of this service' ? '' : ` (${numbersOf(numbers)})`}`)
  const rows = compared.map((one) => {
    const columns = [String(one.number).padEnd(4), written(nameOfCall(one), tell).padEnd(48), String(one.status ?? '–').padEnd(4), VERDICTS[verdictOf(one)].padEnd(13), written(whyOf(one), tell)]
    return columns.join(' ').trimEnd()
  })
  return [`pims-mock compare: ${[`${entries} entries`, ...left].join(', ')}`, ...rows, `${summary(compared)}.`].join('\n')
}

const numbersOf = (numbers: readonly number[]): string => `${numbers.length === 1 ? 'entry' : 'entries'} ${numbers.slice(0, MOST_NAMED).join(', ')}${numbers.length > MOST_NAMED ? ' …' : ''}`

const summary = (compared: readonly Compared[]): string =>
  (['different', 'same', 'none'] as const).map((verdict) => `${compared.filter((one) => verdictOf(one) === verdict).length} ${VERDICTS[verdict].toLowerCase()}`).join(', ')

/** The same as a table of Markdown. */
export function markdownReport (compared: readonly Compared[], tell: Tell): string {
  const cell = (wording: Wording): string => written(wording, tell).replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ')
  const rows = compared.map((one) => `| ${one.number} | ${cell(nameOfCall(one))} | ${one.status ?? '–'} | ${VERDICTS[verdictOf(one)]} | ${cell(whyOf(one))} |`)
  return ['| entry | call | real status | | why |', '| --- | --- | --- | --- | --- |', ...rows, '', `${summary(compared)}.`].join('\n')
}

/** The same as JUnit XML: what differs fails, what was not compared is skipped. */
export function junitReport (compared: readonly Compared[], tell: Tell, escape: (text: string) => string): string {
  const count = (verdict: keyof typeof VERDICTS) => compared.filter((one) => verdictOf(one) === verdict).length
  const counts = `tests="${compared.length}" failures="${count('different')}" errors="0" skipped="${count('none')}" time="0"`
  const cases = compared.map((one) => {
    const verdict = verdictOf(one)
    const why = escape(written(whyOf(one), tell))
    const inner = verdict === 'different' ? `<failure message="${why}"/>` : verdict === 'none' ? `<skipped message="${why}"/>` : ''
    return `    <testcase classname="compare" name="${escape(`${one.number} ${written(nameOfCall(one), tell)}`)}">${inner}</testcase>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="pims-mock" ${counts}>\n  <testsuite name="compare" ${counts}>\n${cases.join('\n')}\n  </testsuite>\n</testsuites>`
}

const WARNING = 'LOCAL: this report has values of the capture in it. Do not publish it.'

/** A report with values in it, which says so first. */
export const withWarning = (report: string, format: 'text' | 'markdown' | 'junit'): string =>
  format === 'junit' ? report.replace('\n', `\n<!-- ${WARNING} -->\n`) : `${WARNING}\n\n${report}`
