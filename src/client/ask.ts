import type { IncomingMessage } from 'node:http'

/** Not imported: an import of `node:http` reads all it exports, `WebSocket` too, and so loads undici. */
const [http, https] = [process.getBuiltinModule('node:http'), process.getBuiltinModule('node:https')]

/** A request, as `fetch` takes it. */
export interface Question {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal?: AbortSignal
}

/** The answer to it, of which `fetch` has more. */
export interface Answer extends Pick<Response, 'status' | 'ok' | 'text'> {
  readonly headers: Pick<Headers, 'get' | 'has'>
}

/**
 * Asks as `fetch` would, which is the test's own: replaced by it, absent in a jsdom, and in Node.js at a standstill while
 * `setImmediate` or `queueMicrotask` are faked.
 *
 * @returns once the headers are there
 * @throws TypeError with the reason as its cause, as `fetch` does
 */
export const ask = (url: string, { method = 'GET', headers = {}, body = '', signal }: Question): Promise<Answer> => new Promise((resolve, reject) => {
  const { request } = url.startsWith('https:') ? https : http
  const length = body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  const sent = request(url, { method, headers: { ...headers, ...length }, ...signal !== undefined && { signal } })
  sent.once('error', (cause) => reject(new TypeError('the request failed', { cause })))
  sent.once('response', (response) => {
    const text = read(response)
    text.catch(() => {}) // for who asks for it
    const { statusCode: status = 0 } = response
    const header = (name: string): string | null => response.headers[name.toLowerCase()]?.toString() ?? null
    resolve({ status, ok: status >= 200 && status < 300, headers: { get: header, has: (name) => header(name) !== null }, text: () => text })
  })
  sent.end(body)
})

const read = (response: IncomingMessage): Promise<string> => new Promise((resolve, reject) => {
  let text = ''
  response.setEncoding('utf8')
  response.on('data', (part: string) => { text += part })
  response.once('end', () => resolve(text))
  response.once('error', (cause) => reject(new TypeError('the answer broke off', { cause })))
})
