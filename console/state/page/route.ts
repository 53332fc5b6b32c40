/** Where the page is: the view, what is open in it, and what it is filtered by. */
export interface Route {
  readonly view: string
  readonly id: string | undefined
  readonly query: Readonly<Record<string, string>>
}

/** Reads a hash such as `#/traffic/e02bcf62-1af9?q=2310`. */
export function readRoute (hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  const [view, id] = path.split('/').map(decode)
  return { view: view === undefined || view === '' ? 'phones' : view, id: id === '' ? undefined : id, query: Object.fromEntries(new URLSearchParams(query)) }
}

/** Writes the hash of a route; what is empty is left out. */
export function writeRoute ({ view, id, query = {} }: { view: string, id?: string | undefined, query?: Readonly<Record<string, string | undefined>> }): string {
  const filled = Object.entries(query).flatMap(([name, value]): Array<[string, string]> => value === undefined || value === '' ? [] : [[name, value]])
  const search = filled.length === 0 ? '' : `?${new URLSearchParams(filled).toString()}`
  return `#/${encodeURIComponent(view)}${id === undefined ? '' : `/${encodeURIComponent(id)}`}${search}`
}

/** The sandbox that a page's path is in. */
export const sandboxOf = (pathname: string): string =>
  decode(/^(?:.*)\/sandbox\/([^/]+)\/console/.exec(pathname)?.[1] ?? 'default')

function decode (text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
