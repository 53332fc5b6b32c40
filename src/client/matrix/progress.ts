import { readFile, rename, writeFile } from 'node:fs/promises'
import { type CellResult, MatrixError } from './report.ts'

interface Kept {
  readonly command: readonly string[]
  readonly results: readonly CellResult[]
}

export const keyOf = ({ operation, failure }: Pick<CellResult, 'operation' | 'failure'>): string => `${operation} ${failure}`

/** What is done of a matrix, in a file where one is named. */
export class Progress {
  readonly #file: string | undefined
  readonly #command: readonly string[]
  readonly #done = new Map<string, CellResult>()
  #writing: Promise<void> = Promise.resolve()

  private constructor (file: string | undefined, command: readonly string[]) {
    this.#file = file
    this.#command = command
  }

  /**
   * Goes on with a file, or begins one.
   *
   * @throws MatrixError where the file is of another command, or is none of ours
   */
  static async open (file: string | undefined, command: readonly string[]): Promise<Progress> {
    const progress = new Progress(file, command)
    const text = file === undefined ? undefined : await readFile(file, 'utf8').catch(() => undefined)
    if (text === undefined) return progress
    const kept = parse(text, `${file}`)
    if (JSON.stringify(kept.command) !== JSON.stringify(command)) {
      throw new MatrixError(`${file} has the results of "${kept.command.join(' ')}". Delete it, or name another file.`)
    }
    for (const result of kept.results) progress.#done.set(keyOf(result), result)
    return progress
  }

  get (cell: Pick<CellResult, 'operation' | 'failure'>): CellResult | undefined {
    return this.#done.get(keyOf(cell))
  }

  /** Keeps a result; the file is whole at any time. */
  async add (result: CellResult): Promise<void> {
    this.#done.set(keyOf(result), result)
    if (this.#file === undefined) return
    const file = this.#file
    this.#writing = this.#writing.then(async () => {
      await writeFile(`${file}.tmp`, JSON.stringify({ command: this.#command, results: [...this.#done.values()] }, null, 1))
      await rename(`${file}.tmp`, file)
    })
    await this.#writing
  }
}

function parse (text: string, file: string): Kept {
  try {
    const kept = JSON.parse(text) as Partial<Kept>
    if (Array.isArray(kept.command) && Array.isArray(kept.results)) return { command: kept.command, results: kept.results }
  } catch {}
  throw new MatrixError(`${file} is not the file of a matrix. Delete it, or name another.`)
}
