import { maskPath } from '../../journal/mask.ts'
import { pathOf } from '../../lib/url/path-of.ts'
import type { UnroutedRequest } from './as-written.ts'

/** Characters of a path that are shown. */
const MAX_PATH = 500

/** The path of a request that no route takes, as it was asked, for its answer and the log; what looks like a code is masked, the id of a sandbox is none. */
export function shownPath ({ originalUrl, url }: Omit<UnroutedRequest, 'method'>): string {
  const [asked, path] = [pathOf(originalUrl), pathOf(url)]
  const prefix = asked.endsWith(path) ? asked.slice(0, asked.length - path.length) : asked
  return (prefix + maskPath(asked.slice(prefix.length))).slice(0, MAX_PATH)
}

/** Says that no route takes a request. */
export const nothingThere = (request: UnroutedRequest): string => `There is nothing at ${request.method} ${shownPath(request)}.`
