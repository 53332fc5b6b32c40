import { createWriteStream, fstatSync } from 'node:fs'
import type { Writable } from 'node:stream'

/** Milliseconds after which a line is written at the latest. */
const LATEST = 50
/** Characters that are written at once. */
const BATCH = 64 * 1024
/** Characters that may wait for a reader; lines beyond them are dropped. */
const MAX_WAITING = 1024 * 1024
/** Milliseconds that the end waits for a reader. */
const PATIENCE = 200

/** What a `BatchedOutput` tells its owner. */
export interface OutputReports {
  /** Lines were dropped while nobody read; now they go out again. */
  readonly resumed?: (dropped: number) => void
  /** Nothing can be written any more, such as on a full disk. */
  readonly failed?: (error: NodeJS.ErrnoException) => void
}

/**
 * Writes lines to a stream in batches. It never makes its caller wait: what nobody reads is dropped beyond a bound, and
 * a stream that fails is left alone.
 */
export class BatchedOutput {
  readonly #stream: Writable
  readonly #reports: OutputReports
  #batch = ''
  #dropped = 0
  #timer: NodeJS.Timeout | undefined
  #hasFailed = false

  constructor (stream: Writable, reports: OutputReports = {}) {
    this.#stream = stream
    this.#reports = reports
    stream.on('error', (error) => {
      if (this.#hasFailed) return
      this.#hasFailed = true
      reports.failed?.(error)
    })
  }

  /** Takes a line; it is written within a tenth of a second. */
  write (line: string): void {
    if (this.#hasFailed) return
    if (this.#batch.length + this.#stream.writableLength > MAX_WAITING) {
      this.#dropped++
      return
    }
    this.#batch += line
    if (this.#dropped > 0) this.#resume()
    if (this.#batch.length >= BATCH) this.#flush()
    else this.#timer ??= setTimeout(() => this.#flush(), LATEST)
  }

  /** Writes what is left, and waits for it as long as somebody reads. */
  async end (): Promise<void> {
    this.#flush()
    if (this.#hasFailed || this.#stream.writableLength === 0) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, PATIENCE)
      this.#stream.write('', () => {
        clearTimeout(timer)
        resolve()
      })
    })
  }

  #flush (): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const batch = this.#batch
    this.#batch = ''
    if (batch !== '' && !this.#hasFailed) this.#stream.write(batch)
  }

  #resume (): void {
    const dropped = this.#dropped
    this.#dropped = 0
    this.#reports.resumed?.(dropped)
  }
}

/** Standard output as a stream that never blocks: `process.stdout` would wait for a disk. */
export const standardOutput = (): Writable =>
  fstatSync(1).isFile() || isDevice() ? createWriteStream('', { fd: 1, autoClose: false }) : process.stdout

const isDevice = (): boolean => fstatSync(1).isCharacterDevice() && !process.stdout.isTTY
