import type { Answer } from './ask.ts'
import { expectMock, fetchFrom, reaching } from './fetch-from.ts'
import { MockError } from './mock-error.ts'
import { type Query, search } from './query.ts'

type Method = 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE'

/** The admin API of a server, or of one sandbox of it. */
export class Http {
  /** Where `/admin` is: `http://localhost:3000` or `http://localhost:3000/sandbox/my-test`. */
  readonly url: string
  readonly #server: string
  readonly #headers: Readonly<Record<string, string>>

  /** @param server its URL, where `url` is that of a sandbox */
  constructor (url: string, headers: Readonly<Record<string, string>>, server: string = url) {
    this.url = url
    this.#server = server
    this.#headers = headers
  }

  /** The same server, below a path. */
  at (path: string): Http {
    return new Http(this.url + path, this.#headers, this.#server)
  }

  /**
   * Asks the admin API, and answers the JSON that comes: `undefined` for an empty body, the text for what is not JSON.
   *
   * @param path below `/admin`
   * @throws MockError with the sentence of the server, or where no pims-mock answers
   */
  async admin<Result = unknown> (method: Method, path: string, { query = {}, body }: { query?: Query, body?: unknown } = {}): Promise<Result> {
    const json = body !== undefined && { 'content-type': 'application/json' }
    const url = `${this.url}/admin/${path}${search(query)}`
    const response = await fetchFrom(url, {
      method,
      headers: { ...this.#headers, ...json },
      ...body !== undefined && { body: JSON.stringify(body) }
    }, this.#server)
    const text = await reaching(this.#server, response.text())
    expectMock(response, text, this.#server)
    const answer = read(response, text)
    if (!response.ok) throw new MockError(sentence(answer) ?? `${method} ${url} answered ${response.status}.`, response.status, answer)
    return answer as Result // what the server's schemas say, which the types come from
  }
}

function read ({ headers }: Answer, text: string): unknown {
  if (text === '') return undefined
  return headers.get('content-type')?.includes('json') === true ? JSON.parse(text) : text
}

const sentence = (answer: unknown): string | undefined => {
  const { message } = Object(answer) as { message?: unknown }
  return typeof message === 'string' ? message : undefined
}
