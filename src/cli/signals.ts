import { readFileSync } from 'node:fs'
import { constants } from 'node:os'

/** Signals by which a process is asked to end, or to do something of its own. */
export const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'] as const

/** What a terminal sends to all that runs in its foreground when a key is pressed: Ctrl-C, Ctrl-\. */
const OF_KEYS: ReadonlySet<NodeJS.Signals> = new Set(['SIGINT', 'SIGQUIT'])

/** Does work during which signals do not end the process, but call a function. */
export async function withSignals<Done> (signals: readonly NodeJS.Signals[], onSignal: (signal: NodeJS.Signals) => void, work: () => Promise<Done>): Promise<Done> {
  for (const signal of signals) process.on(signal, onSignal)
  try {
    return await work()
  } finally {
    for (const signal of signals) process.off(signal, onSignal)
  }
}

/** The exit status of a program that a signal has ended, as shells have it. */
export const exitStatusAfter = (signal: NodeJS.Signals): number => 128 + constants.signals[signal]

/** Whether the programs that this one has started get a signal too, without its help. */
export const reachesAll = (signal: NodeJS.Signals): boolean => OF_KEYS.has(signal) && isInForeground()

/** Whether this process is in the foreground of a terminal. */
function isInForeground (): boolean {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8')
    const [, , group, , terminal, foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return terminal !== '0' && group === foreground
  } catch { // no Linux
    return process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY
  }
}
