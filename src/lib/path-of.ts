/** The path of a request target, without its query. */
export const pathOf = (url: string): string => {
  const queryAt = url.indexOf('?')
  return queryAt === -1 ? url : url.slice(0, queryAt)
}
