import type { JournalEntry } from '../contract.ts'
import type { Transport } from '../fail.ts'
import { dropIfThere } from '../drop-if-there.ts'
import { expectOptions, type OptionNames } from '../expect-options.ts'
import type { SandboxClient, Snapshot } from '../sandbox-client.ts'
import { Progress } from './progress.ts'
import { type Cell, type CellResult, MatrixError, type MatrixOptions, type MatrixReport, type Outcome, survives } from './report.ts'
import { type Ended, runCommand } from './run-command.ts'

/** How many cells a matrix has at most. */
export const MAX_CELLS = 2000
const TIMEOUT = 60_000
const JOBS = 2
const OPTIONS: OptionNames<MatrixOptions> = { operations: true, codes: true, jobs: true, timeout: true, told: true, times: true, resume: true, env: true, signal: true, onResult: true }

type Command = readonly [string, ...string[]]
type Open = (id: string) => SandboxClient
type Running = MatrixOptions & { readonly signal: AbortSignal }

/**
 * Runs a command once for every cell of operation and failure, each in a sandbox of its own that begins as `origin` is. The
 * command finds its sandbox in `PIMS_MOCK_URL`, and what will fail in `PIMS_MOCK_OPERATION` and `PIMS_MOCK_FAULT`.
 *
 * @param open makes the client of a sandbox of this id
 * @throws MatrixError where the command fails though nothing is made to, cannot be started, or there is nothing to run; the
 * reason of `signal` when that aborts. No command runs on then, and no sandbox is left.
 */
export async function matrix (origin: SandboxClient, open: Open, command: Command, given: MatrixOptions = {}): Promise<MatrixReport> {
  expectOptions('matrix', given, OPTIONS)
  const { jobs = JOBS, timeout = TIMEOUT, resume, onResult } = given
  for (const [name, value] of Object.entries({ jobs, timeout })) if (!(value >= 1)) throw new MatrixError(`${name} is ${value}. Give 1 or more.`)
  const failure = new AbortController()
  const signal = given.signal === undefined ? failure.signal : AbortSignal.any([given.signal, failure.signal])
  const options: Running = { ...given, signal }
  const progress = await Progress.open(resume, command)
  const world = await origin.snapshot()
  const cells = await cellsOf(origin, options, async () => await operationsCalled(open, world, command, options))
  const results: CellResult[] = []
  let done = 0

  const queue = [...cells.entries()]
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      signal.throwIfAborted()
      const [index, cell] = next
      const result = progress.get(cell) ?? await play(open, world, command, cell, options)
      results[index] = result
      await progress.add(result)
      onResult?.(result, ++done, cells.length)
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, Math.min(jobs, cells.length)) }, async () => {
    await work().catch((error: unknown) => { failure.abort(error) }) // which ends the others, each with its sandbox
  }))
  signal.throwIfAborted()
  return { command, results, passed: results.every(survives) }
}

/** The cells to run: what the operations document, of the failures asked for. */
async function cellsOf (origin: SandboxClient, { operations, codes }: MatrixOptions, called: () => Promise<readonly string[]>): Promise<Cell[]> {
  const documented = new Map((await origin.coverage()).operations.map(({ operation, codes }) => [operation, codes.map(({ code }) => code)]))
  const somewhere = new Set([...documented.values()].flat())
  const nowhere = codes?.filter((code) => typeof code === 'number' && !somewhere.has(code)) ?? []
  if (nowhere.length > 0) throw new MatrixError(`No operation documents ${nowhere.join(', ')}. docs/errors.md lists the codes.`)
  const wanted = operations?.flatMap((name) => idsOf(name, [...documented.keys()])) ?? await called()
  const cells = wanted.flatMap((operation) => {
    const known = documented.get(operation) ?? []
    const failures: ReadonlyArray<number | Transport> = codes?.filter((code) => typeof code === 'string' || known.includes(code)) ?? known
    return failures.map((failure): Cell => ({ operation, failure }))
  })
  if (cells.length === 0) throw new MatrixError(`There is nothing to run: ${wanted.length === 0 ? 'the command calls no operation' : `${wanted.join(', ')} documents none of the codes`}. Does it use PIMS_MOCK_URL?`)
  if (cells.length > MAX_CELLS) throw new MatrixError(`${cells.length} cells are more than the ${MAX_CELLS} that a matrix takes. Name operations or codes.`)
  return cells
}

/** The operations of a name, which is an id or the last part of some. @throws MatrixError where there is none */
function idsOf (name: string, ids: readonly string[]): string[] {
  const found = ids.filter((id) => id === name || id.endsWith(`.${name}`))
  if (found.length === 0) throw new MatrixError(`"${name}" is not an operation. There are ${ids.join(', ')}.`)
  return found
}

/** The operations that the command calls when nothing fails. */
async function operationsCalled (open: Open, world: Snapshot, command: Command, options: Running): Promise<string[]> {
  return await inSandbox(open, world, async (sandbox) => {
    const { exit, timedOut, output } = await run(command, sandbox, options, {})
    if (exit !== 0) throw new MatrixError(`"${command.join(' ')}" ${timedOut ? 'does not end' : `ends with ${exit}`} though nothing is made to fail:\n${output}`)
    const entries = (await sandbox.requests({ face: 'pims' })).reverse()
    // The journal has the order; the coverage has those too that it has forgotten.
    const answered = (await sandbox.coverage()).operations.filter(({ face, succeeded, codes, other }) =>
      face === 'pims' && (succeeded > 0 || [...codes, ...other].some(({ answered }) => answered > 0)))
    return [...new Set([...entries, ...answered].flatMap(({ operation }) => operation ?? []))]
  })
}

async function play (open: Open, world: Snapshot, command: Command, cell: Cell, options: Running): Promise<CellResult> {
  return await inSandbox(open, world, async (sandbox) => {
    const { id } = await sandbox.fail(cell.failure as 'reset', { // what the server documents, or the caller's own choice
      operation: cell.operation as 'set.release',
      ...options.times !== undefined && { times: options.times }
    })
    const ended = await run(command, sandbox, options, { PIMS_MOCK_OPERATION: cell.operation, PIMS_MOCK_FAULT: String(cell.failure) })
    const hits = (await sandbox.faults()).find((fault) => fault.id === id)?.hits ?? 0
    return judge(cell, ended, (await sandbox.requests()).reverse(), { id, hits }, options.told ?? [])
  })
}

/**
 * What a run shows: how it ended, and what it called after the failure.
 *
 * @param entries those that the journal kept, the oldest first
 * @param rule the fault of the cell; `hits` is 0 too where the command has taken it away
 */
function judge (cell: Cell, { exit, timedOut, duration, output }: Ended, entries: readonly JournalEntry[], rule: { readonly id: string, readonly hits: number }, told: readonly number[]): CellResult {
  const isHit = ({ fault }: JournalEntry) => fault?.rule === rule.id
  const kept = entries.filter(isHit).length
  const hits = Math.max(rule.hits, kept)
  // Where a hit was forgotten, so was all that came before it: every entry that is left came after the first.
  const forgotten = hits - kept
  const after = forgotten > 0 ? entries : entries.slice(entries.findIndex(isHit) + 1)
  const isAgain = ({ operation }: JournalEntry) => operation === cell.operation
  return {
    ...cell,
    outcome: outcomeOf({ exit, timedOut, met: hits > 0, told }),
    exit,
    hits,
    retries: hits === 0 ? 0 : Math.max(0, forgotten - 1) + after.filter(isAgain).length,
    then: hits === 0 ? [] : [...new Set(after.flatMap((entry) => entry.operation === null || isAgain(entry) ? [] : entry.operation))],
    forgotten,
    duration,
    output
  }
}

function outcomeOf ({ exit, timedOut, met, told }: { exit: Ended['exit'], timedOut: boolean, met: boolean, told: readonly number[] }): Outcome {
  if (timedOut) return 'hung'
  if (exit !== 0 && !(typeof exit === 'number' && told.includes(exit))) return 'crashed'
  if (!met) return 'unmet'
  return exit === 0 ? 'survived' : 'told'
}

/** @throws the reason of the signal where that has ended the command */
async function run (command: Command, { url }: SandboxClient, { timeout = TIMEOUT, env = {}, signal }: Running, cell: Readonly<Record<string, string>>): Promise<Ended> {
  const ended = await runCommand(command, { ...env, PIMS_MOCK_URL: url, ...cell }, timeout, signal)
  signal.throwIfAborted()
  return ended
}

/** A sandbox that is dropped when the work in it is done. */
async function inSandbox<Result> (open: Open, world: Snapshot, work: (sandbox: SandboxClient) => Promise<Result>): Promise<Result> {
  const sandbox = open(`matrix-${crypto.randomUUID()}`)
  try {
    await sandbox.restore(world)
    return await work(sandbox)
  } finally {
    await dropIfThere(sandbox)
  }
}
