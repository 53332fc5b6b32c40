import pino, { type Logger } from 'pino'
import type { Config } from './config/schema.ts'
import { BatchedOutput, standardOutput } from './logger/batched-output.ts'
import { prettyLine } from './logger/pretty-line.ts'

/** The log of the process. */
export interface Log {
  readonly logger: Logger
  /** Writes text for people; absent where the lines are JSON, for programs. */
  readonly print?: (text: string) => void
  /** Writes the lines that are left; for the end of the process. */
  end (): Promise<void>
}

/** Makes the log of the process: JSON lines on standard output; on a terminal, or where that is asked for, lines for people. */
export async function openLog ({ LOG_LEVEL: level, LOG_FORMAT: format }: Pick<Config, 'LOG_LEVEL' | 'LOG_FORMAT'>): Promise<Log> {
  const output = new BatchedOutput(standardOutput(), {
    resumed: (dropped) => logger.warn({ dropped }, 'lines are missing here: nobody read standard output'),
    failed: ({ message }) => complain(`the log cannot be written (${message}); pims-mock goes on without it`)
  })
  const isPretty = format === 'pretty' || (format === 'auto' && process.stdout.isTTY)
  const logger = pino({ level }, isPretty ? await prettify(output) : output)
  return { logger, ...isPretty && { print: (text: string) => output.write(text) }, end: () => output.end() }
}

/** Loaded when it is needed: programs do not wait for it. */
async function prettify (output: BatchedOutput) {
  const { default: { prettyFactory } } = await import('pino-pretty') // bundled, it has no other export
  const format = prettyFactory({
    customPrettifiers: { time: (time) => String(time) },
    customColors: 'message:reset',
    hideObject: true,
    ignore: 'level,pid,hostname',
    messageFormat: (log, _messageKey, _levelLabel, { colors }) => prettyLine(log, colors),
    translateTime: 'SYS:HH:MM:ss'
  })
  return { write: (line: string) => output.write(String(format(line)).replace(/^(\d\d:\d\d:\d\d): /, '$1  ')) }
}

/** A line on standard error, which may be gone as well. */
function complain (message: string): void {
  process.stderr.on('error', () => {}).write(`pims-mock: ${message}\n`)
}
