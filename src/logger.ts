import pino, { type Logger } from 'pino'
import type { Config } from './config.ts'
import { BatchedOutput, standardOutput } from './lib/batched-output.ts'

/** The log of the process. */
export interface Log {
  readonly logger: Logger
  /** Writes the lines that are left; for the end of the process. */
  end (): Promise<void>
}

/** Makes the log of the process: JSON lines on standard output; on a terminal, lines for people. */
export async function openLog ({ LOG_LEVEL: level }: Pick<Config, 'LOG_LEVEL'>): Promise<Log> {
  const output = new BatchedOutput(standardOutput(), {
    resumed: (dropped) => logger.warn({ dropped }, 'lines are missing here: nobody read standard output'),
    failed: ({ message }) => complain(`the log cannot be written (${message}); pims-mock goes on without it`)
  })
  const logger = pino({ level }, process.stdout.isTTY ? await prettify(output) : output)
  return { logger, end: () => output.end() }
}

async function prettify (output: BatchedOutput) {
  const { prettyFactory } = await import('pino-pretty')
  const format = prettyFactory({ ignore: 'pid,hostname', colorize: true })
  return { write: (line: string) => output.write(String(format(line))) }
}

/** A line on standard error, which may be gone as well. */
function complain (message: string): void {
  process.stderr.on('error', () => {}).write(`pims-mock: ${message}\n`)
}
