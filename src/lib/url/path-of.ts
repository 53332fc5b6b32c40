/** The path of a request target, without its query. */
export const pathOf = (url: string): string => {
  const queryAt = url.indexOf('?')
  return queryAt === -1 ? url : url.slice(0, queryAt)
}

/** A path with its query, which may be empty. */
export const withQuery = (path: string, query: string | null): string => query === null || query === '' ? path : `${path}?${query}`
