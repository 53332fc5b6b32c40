import type { JournalDraft } from './draft.ts'

/** The requests of a sandbox that a fault holds back or breaks off. */
export class UnderWay {
  readonly #drafts = new Set<JournalDraft>()

  /** Counts a request in until its work is done. */
  async during<Result> (draft: JournalDraft, work: Promise<Result>): Promise<Result> {
    this.#drafts.add(draft)
    try {
      return await work
    } finally {
      this.#drafts.delete(draft)
    }
  }

  /** The requests that are not in the journal yet. */
  get drafts (): JournalDraft[] {
    return [...this.#drafts].filter(({ entry }) => entry === undefined)
  }

  /** A reset of the sandbox ends no request. */
  reset (): void {}
}
