import { ask } from '../client/ask.ts'
import { type CapturedAnswer, bareType } from './capture.ts'

/** What a request is sent as. */
export interface Asked {
  readonly method: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Headers of an answer that are compared. */
const COMPARED = ['location', 'www-authenticate', 'retry-after', 'content-type', 'set-cookie']

/** Asks the mock; `undefined` where the connection broke before an answer was there, as a fault may have it. */
export async function askMock (url: string, sent: Asked): Promise<CapturedAnswer | undefined> {
  try {
    const { status, headers, text } = await ask(url, sent)
    const compared = COMPARED.flatMap((name): Array<[string, string]> => {
      const value = headers.get(name)
      return value === null ? [] : [[name, value]]
    })
    return { status, contentType: bareType(headers.get('content-type') ?? ''), headers: Object.fromEntries(compared), body: await text() }
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
