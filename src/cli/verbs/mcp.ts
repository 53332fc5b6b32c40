import { Command } from 'commander'
import { exitStatusAfter, SIGNALS, withSignals } from '../signals.ts'
import { freshSandboxOf, sandboxOf } from '../target.ts'

/** `pims-mock mcp`: the mock as tools for a coding agent, until its stdin ends. */
export const mcp = (): Command => new Command('mcp')
  .description('offer the mock to a coding agent as tools, over the Model Context Protocol on stdin and stdout')
  .argument('[command...]', 'what the tool run_matrix runs, after --, such as -- npm test; when absent there is no such tool, and none that compares')
  .option('--secrets', 'show codes, PINs and tokens in requests, which are masked otherwise')
  .passThroughOptions()
  .action(async ([program, ...words]: string[], { secrets = false }: { secrets?: boolean }, command: Command) => {
    const sandbox = sandboxOf(command)
    const { serveMcp } = await import('../../mcp/serve.ts') // which the other verbs do without
    console.log = console.error // stdout is the protocol's alone
    const stop = new AbortController()
    let exitStatus = 0
    const onSignal = (signal: NodeJS.Signals) => {
      if (stop.signal.aborted) process.exit(exitStatusAfter(signal)) // whoever asks twice waits for nothing
      exitStatus = exitStatusAfter(signal)
      stop.abort()
    }
    await withSignals(SIGNALS, onSignal, async () => await serveMcp({ sandbox, fresh: () => freshSandboxOf(command), secrets, start: `node ${JSON.stringify(process.argv[1])} serve`, ...program !== undefined && { command: [program, ...words] } }, stop.signal))
    process.exit(exitStatus) // a request may still wait for a code
  })
