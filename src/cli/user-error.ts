/** Exit status of a command that was refused. */
const EXIT_REFUSED = 1
/** Exit status of words that the command does not know. */
export const EXIT_USAGE = 2

/** Something that whoever called the command can mend; the message says how. */
export class UserError extends Error {
  /** The exit status that it ends the command with. */
  readonly exitStatus: number

  /** @param options the cause may be what the server refused: it is told in the words of every verb */
  constructor (message: string, exitStatus: number = EXIT_REFUSED, options?: ErrorOptions) {
    super(message, options)
    this.exitStatus = exitStatus
  }
}

/** Words that the command does not know. */
export class UsageError extends UserError {
  constructor (message: string) {
    super(message, EXIT_USAGE)
  }
}

/** The exit status for a program that could not be started, as shells have it: 127 where there is none, 126 where it may not run. */
export const exitStatusOf = (error: unknown): number => (Object(error) as { code?: unknown }).code === 'ENOENT' ? 127 : 126
