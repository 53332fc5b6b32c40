import { MockError } from './mock-error.ts'

/** What a query takes; `undefined` is left out. */
export type Query = Readonly<Record<string, unknown>>

/** Asks by the global `fetch`. @throws MockError where no server answers */
export async function fetchFrom (url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request)
  } catch (error) {
    const { cause } = Object(error) as { cause?: { code?: string, message?: string } }
    throw new MockError(`No pims-mock answers at ${url}: ${cause?.code ?? cause?.message ?? String(error)}.`, 0, undefined, error)
  }
}

/** `?name=value` of all values that there are. */
export function search (query: Query): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined)
    .map(([name, value]): [string, string] => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)])
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`
}
