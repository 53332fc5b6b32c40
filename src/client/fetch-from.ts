import { MockError } from './mock-error.ts'

/** Asks by the global `fetch`. @throws MockError where no server answers */
export async function fetchFrom (url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request)
  } catch (error) {
    const { cause } = Object(error) as { cause?: { code?: string, message?: string } }
    throw new MockError(`No pims-mock answers at ${url}: ${cause?.code ?? cause?.message ?? String(error)}.`, 0, undefined, error)
  }
}
