import { signal } from '@preact/signals'
import { ApiError } from './api.ts'
import { attempt } from '../page/notice.ts'
import { server } from '../world/store.ts'

/** How many a page brings. */
const PAGE = 200

interface Source<Item> {
  /** What is known without asking: newest first. */
  readonly known: () => readonly Item[]
  /** Whether the server may have older ones than those. */
  readonly isCut: () => boolean
  /** Asks for a page: those before an item, as a query. */
  readonly ask: (query: string) => Promise<readonly Item[]>
}

/** The end of a list that the page has only the beginning of: what the server has before it, a page at a time. */
export function olderOf<Item extends { readonly id: string }> ({ known, isCut, ask }: Source<Item>) {
  const loaded = signal<readonly Item[]>([])
  const isAtEnd = signal(false)
  let question = 0

  /** Forgets what has been loaded: it is asked for something else now. */
  const forget = (): void => {
    question++
    loaded.value = []
    isAtEnd.value = false
  }

  server.subscribe(forget) // every snapshot brings its own

  return {
    /** What is known and what has been loaded. */
    all: (): readonly Item[] => {
      if (loaded.value.length === 0) return known()
      const ids = new Set(known().map(({ id }) => id))
      return [...known(), ...loaded.value.filter(({ id }) => !ids.has(id))]
    },
    hasMore: (): boolean => isCut() && !isAtEnd.value,
    forget,
    /** Loads the next page. */
    load: async (): Promise<void> => {
      const last = loaded.value.at(-1) ?? known().at(-1)
      if (last === undefined) return
      const asked = question
      const page = await attempt(() => ask(`limit=${PAGE}&before=${encodeURIComponent(last.id)}`).catch(noneLeft))
      if (page === undefined || asked !== question) return
      loaded.value = [...loaded.value, ...page]
      isAtEnd.value = page.length < PAGE
    }
  }
}

/** One that the server has forgotten has none before it. */
function noneLeft (error: unknown): readonly [] {
  if (error instanceof ApiError && error.status === 404) return []
  throw error
}
