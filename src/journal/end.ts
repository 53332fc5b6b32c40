import type { END_CAUSES, ENDS } from '../wire/request.ts'

/** How an exchange ended, and by whom. */
export interface Ended {
  readonly how: typeof ENDS[number]
  readonly by: typeof END_CAUSES[number]
}

/** How, by whom and when an exchange ended. */
export interface End extends Ended {
  /** Milliseconds since the request came in. */
  readonly after: number
}
