import { machineTime } from '../../lib/timers.ts'
import type { Code } from '../contract.ts'
import type { Transport } from '../fail.ts'
import type { Operation } from '../operations.ts'

/** A failure of one operation, which the command is run with once. */
export interface Cell {
  readonly operation: string
  /** A code, or what happens to the connection. */
  readonly failure: number | Transport
}

/**
 * What became of the command: it ended well (`survived`), it ended as it does when it has told the user (`told`), it ended
 * otherwise (`crashed`), it did not end (`hung`), or it never met the failure (`unmet`).
 */
export type Outcome = 'survived' | 'told' | 'crashed' | 'hung' | 'unmet'

/** What one run of the command showed. */
export interface CellResult extends Cell {
  readonly outcome: Outcome
  /** Exit status, or the signal that ended it. */
  readonly exit: number | string | null
  /** How often the failure hit. */
  readonly hits: number
  /** How often the operation was called again after the first hit. */
  readonly retries: number
  /** The other operations that were called after the first hit, in their order. */
  readonly then: readonly string[]
  /** How many of the hits the journal has forgotten; of `retries` and `then` it may have forgotten some then. */
  readonly forgotten: number
  /** Milliseconds. */
  readonly duration: number
  /** The end of what it printed. */
  readonly output: string
}

/** An `AbortSignal`, where the types of Node.js or of the DOM are there. */
export type Signal = typeof globalThis extends { AbortSignal: { prototype: infer Known } } ? Known : never

/** Why a matrix could not be run; the message says what to do. */
export class MatrixError extends Error {}

export interface MatrixOptions {
  /** Those that the command calls when nothing fails, when absent. */
  readonly operations?: readonly Operation[]
  /** All that the operations document, when absent; a cell is made where an operation documents the code. */
  readonly codes?: ReadonlyArray<Code | Transport>
  /** How many runs at a time; 2 when absent. */
  readonly jobs?: number
  /** Milliseconds that a run may take; 60000 when absent. */
  readonly timeout?: number
  /** Exit statuses by which the command says that it told the user of the failure. */
  readonly told?: readonly number[]
  /** Lets the failure hit so often, then no more; always when absent. */
  readonly times?: number
  /** A JSON file that keeps what is done: a matrix that was interrupted goes on where it was. */
  readonly resume?: string
  /** What else the command finds in its environment. */
  readonly env?: Readonly<Record<string, string>>
  /** Ends the commands that run, and the matrix. */
  readonly signal?: Signal
  /** Told of each cell when it is done. */
  readonly onResult?: (result: CellResult, done: number, total: number) => void
}

/** The runs of a command, one for each cell. */
export interface MatrixReport {
  readonly command: readonly string[]
  readonly results: readonly CellResult[]
  /** Whether no run crashed or hung. */
  readonly passed: boolean
}

const OUTCOMES: readonly Outcome[] = ['survived', 'told', 'crashed', 'hung', 'unmet']

/** Whether the command did what an app should. */
export const survives = ({ outcome }: CellResult): boolean => outcome !== 'crashed' && outcome !== 'hung'

/** How often a matrix had each outcome, in words. */
function summary ({ results }: MatrixReport): string {
  const counts = OUTCOMES.map((outcome) => [outcome, results.filter((result) => result.outcome === outcome).length] as const)
  return counts.filter(([, count]) => count > 0).map(([outcome, count]) => `${count} ${outcome}`).join(', ')
}

/** What a command did after the failure, in words. */
function afterwards ({ outcome, hits, retries, then, forgotten }: CellResult): string {
  if (outcome === 'unmet') return 'never called it'
  const isWhole = forgotten === 0
  const times = isWhole ? `${retries}×${retries >= hits ? '' : ', failing each time'}` : `at least ${retries}×`
  return [
    ...retries > 0 ? [`called again ${times}`] : isWhole ? ['not called again'] : [],
    ...then.length === 0 ? [] : [`then ${then.map((operation) => `\`${operation}\``).join(', ')}`],
    ...isWhole ? [] : ['the journal has forgotten the rest (JOURNAL_SIZE)']
  ].join('; ')
}

/** A matrix as a table in Markdown. */
export function matrixMarkdown (report: MatrixReport): string {
  const row = (...cells: ReadonlyArray<string | number>) => `| ${cells.join(' | ')} |`
  return [
    row('operation', 'failure', 'outcome', 'exit', 'afterwards'),
    row('---', '---', '---', '---', '---'),
    ...report.results.map((result) => row(`\`${result.operation}\``, result.failure, result.outcome, result.exit ?? '–', afterwards(result))),
    '',
    `${report.results.length} cells: ${summary(report)}.`,
    ''
  ].join('\n')
}

/** Text for XML, which takes no control characters, nor shows what colours them. */
const escape = (text: string): string => text
  // eslint-disable-next-line no-control-regex -- they are what it removes
  .replaceAll(/\u001b\[[0-9;]*m|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
  .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** A matrix as JUnit's XML: a test case for each cell, skipped where the failure was not met. @param now when the matrix ended */
export function matrixJunit (report: MatrixReport, now: Date = new Date(machineTime())): string {
  const failures = report.results.filter((result) => !survives(result)).length
  const skipped = report.results.filter(({ outcome }) => outcome === 'unmet').length
  const time = report.results.reduce((sum, { duration }) => sum + duration, 0)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="pims-mock matrix: ${escape(report.command.join(' '))}" tests="${report.results.length}" failures="${failures}" errors="0" skipped="${skipped}" time="${seconds(time)}" timestamp="${now.toISOString().slice(0, 19)}">`,
    ...report.results.map(testCase),
    '</testsuite>',
    ''
  ].join('\n')
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3)

function testCase (result: CellResult): string {
  const { operation, failure, outcome, exit, duration, output } = result
  const open = `  <testcase classname="${escape(operation)}" name="${failure}" time="${seconds(duration)}">`
  if (outcome === 'unmet') return `${open}<skipped message="the command never called it"/></testcase>`
  if (survives(result)) return `${open}</testcase>`
  return `${open}<failure type="${outcome}" message="${outcome}, exit ${exit ?? 'none'}: ${escape(afterwards(result))}">${escape(output)}</failure></testcase>`
}
