import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Command } from 'commander'
import { MockError } from '../../client/mock-error.ts'
import type { SandboxClient } from '../../client/sandbox-client.ts'
import { SEVERITIES } from '../../words/severities.ts'
import { warn } from '../output.ts'
import { withOwnServer } from '../own-server.ts'
import { exitStatusAfter, reachesAll, SIGNALS, withSignals } from '../signals.ts'
import { exitStatusOf, UsageError, UserError } from '../user-error.ts'
import { thrownMessage } from '../../lib/thrown-message.ts'

/** HTTP status of what a server without a journal cannot answer. */
const CONFLICT = 409

/** `pims-mock exec -- npm test`: a server for one command, and its exit status. */
export const exec = (): Command => new Command('exec')
  .description('start a server on a free port, run a command with PIMS_MOCK_URL set, and end with its exit status')
  .argument('<command...>', 'the command and its arguments, after --; before it may stand flags of serve, such as --seed 42')
  .passThroughOptions()
  .allowUnknownOption()
  .action(async (words: string[]) => {
    const { flags, program, args } = splitWords(words)
    let child: ChildProcess | undefined
    let early: NodeJS.Signals | undefined
    const handOn = (signal: NodeJS.Signals) => {
      if (child === undefined) early = signal
      else if (!reachesAll(signal)) child.kill(signal)
    }
    await withSignals(SIGNALS, handOn, async () => await withOwnServer(flags, async ({ mock, environment }) => {
      if (early === undefined) {
        child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...environment } })
        process.exitCode = await ended(child, program)
      } else {
        process.exitCode = exitStatusAfter(early)
      }
      const sandbox = mock.sandbox('default')
      const { answered, documented } = await sandbox.coverage()
      if (answered > 0) warn(`${answered} of ${documented} documented codes were answered in the default sandbox${await conductInShort(sandbox)}`)
    }))
  })

/** How many findings there are about the client; nothing where the journal is off. */
async function conductInShort (sandbox: SandboxClient): Promise<string> {
  try {
    const { counts } = await sandbox.conduct()
    const found = SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) => `${counts[severity]} ${severity}`)
    return found.length === 0 ? '' : `; findings about the client: ${found.join(', ')}`
  } catch (error) {
    if (error instanceof MockError && error.status === CONFLICT) return ''
    throw error
  }
}

/** Flags end at `--`; without any, the command begins at once, and a `--` is its own. @throws UsageError */
function splitWords (words: readonly string[]): { flags: readonly string[], program: string, args: readonly string[] } {
  const end = words[0]?.startsWith('-') === true ? words.indexOf('--') : 0
  const [program, ...args] = words.slice(end === 0 ? 0 : end + 1)
  if (end === -1 || program === undefined) throw new UsageError('the command is missing. Write it after --, such as: pims-mock exec --seed 42 -- npm test')
  return { flags: words.slice(0, end), program, args }
}

/** Waits for a program to end; its exit status. @throws UserError where it could not be started */
async function ended (child: ChildProcess, program: string): Promise<number> {
  try {
    const [code, signal] = await once(child, 'exit') as [number | null, NodeJS.Signals | null]
    return code ?? (signal === null ? 128 : exitStatusAfter(signal))
  } catch (error) {
    throw new UserError(`cannot run ${program}: ${thrownMessage(error)}`, exitStatusOf(error))
  }
}
