/** What a query takes; `undefined` is left out. */
export type Query = Readonly<Record<string, unknown>>

/** `?name=value` of all values that there are. */
export function search (query: Query): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined)
    .map(([name, value]): [string, string] => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)])
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`
}
