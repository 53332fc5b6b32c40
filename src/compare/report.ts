import type { Capture } from './capture.ts'
import type { Compared } from './run.ts'
import { type AnswerVerdict, verdictJunit, VERDICTS, verdictSummary } from './verdicts.ts'
import { toldMethod, toldPath } from './vocabulary.ts'
import { join, words, type Tell, type Wording, written } from './wording.ts'

/** Entries that cannot be read are named up to here, then counted. */
const MOST_NAMED = 10

const verdictOf = ({ isCompared, differences }: Compared): AnswerVerdict => !isCompared ? 'none' : differences.length === 0 ? 'same' : 'different'

/** Whether no answer of the capture could be held against one of the mock. */
export const isEmpty = (compared: readonly Compared[]): boolean => compared.every((one) => verdictOf(one) === 'none')

export const isDifferent = (compared: readonly Compared[]): boolean => compared.some((one) => verdictOf(one) === 'different')

const nameOfCall = ({ method, path }: Compared): Wording => words`${toldMethod(method)} ${toldPath(path)}`
const whyOf = ({ differences, notes }: Compared): Wording => join([...differences, ...notes], '; ')

/** A line for each call, and how many there are of each verdict. */
export function textReport ({ entries, skipped, isCutOff }: Capture, compared: readonly Compared[], tell: Tell): string {
  const left = [...skipped].map(([reason, numbers]) => `${numbers.length} ${reason}${reason === 'not of this service' ? '' : ` (${numbersOf(numbers)})`}`)
  const rows = compared.map((one) => {
    const columns = [String(one.number).padEnd(4), written(nameOfCall(one), tell).padEnd(48), String(one.status ?? '–').padEnd(4), VERDICTS[verdictOf(one)].padEnd(13), written(whyOf(one), tell)]
    return columns.join(' ').trimEnd()
  })
  return [`pims-mock compare: ${[`${entries} ${entries === 1 ? 'entry' : 'entries'}`, ...left, ...isCutOff ? ['cut off at its end'] : []].join(', ')}`, ...rows, `${summary(compared)}.`].join('\n')
}

const numbersOf = (numbers: readonly number[]): string => `${numbers.length === 1 ? 'entry' : 'entries'} ${numbers.slice(0, MOST_NAMED).join(', ')}${numbers.length > MOST_NAMED ? ' …' : ''}`

const summary = (compared: readonly Compared[]): string => verdictSummary(compared.map(verdictOf))

/** The same as a table of Markdown. */
export function markdownReport (compared: readonly Compared[], tell: Tell): string {
  const cell = (wording: Wording): string => written(wording, tell).replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ')
  const rows = compared.map((one) => `| ${one.number} | ${cell(nameOfCall(one))} | ${one.status ?? '–'} | ${VERDICTS[verdictOf(one)]} | ${cell(whyOf(one))} |`)
  return ['| entry | call | real status | | why |', '| --- | --- | --- | --- | --- |', ...rows, '', `${summary(compared)}.`].join('\n')
}

/** The same as JUnit XML: a case for each call. */
export const junitReport = (compared: readonly Compared[], tell: Tell): string =>
  verdictJunit('compare', compared.map((one) => ({ name: `${one.number} ${written(nameOfCall(one), tell)}`, verdict: verdictOf(one), why: written(whyOf(one), tell) })))

const WARNING = 'LOCAL: this report has values of the capture in it. Do not publish it.'

/** A report with values in it, which says so first. */
export const withWarning = (report: string, format: 'text' | 'markdown' | 'junit'): string =>
  format === 'junit' ? report.replace('\n', `\n<!-- ${WARNING} -->\n`) : `${WARNING}\n\n${report}`
