import { thrownMessage } from '../lib/thrown-message.ts'
/** Not imported: see src/client/ask.ts. */
const http = process.getBuiltinModule('node:http')

/** A request as it is sent. */
export interface RawRequest {
  readonly method: string
  readonly path: string
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>
  readonly body: string | undefined
}

/** A request under way. */
export interface RawExchange {
  /** Resolves once its connection is over, however that came; with why, where the request could not be sent. */
  readonly over: Promise<string | undefined>
  /** Closes the connection. */
  abort (): void
}

/** Sends a request as it is, on a connection of its own: nothing is added but the length of its body, and the host where it has none, as in HTTP/1.0. */
export function exchange (server: string, { method, path, headers, body }: RawRequest): RawExchange {
  const { host, hostname, port } = new URL(server)
  const added = headers.some(([name]) => name === 'host') ? [] : ['host', host]
  const length: ReadonlyArray<readonly [string, string]> = body === undefined ? [] : [['content-length', String(Buffer.byteLength(body))]]
  let request: ReturnType<typeof http.request>
  try {
    request = http.request({ hostname, port, method, path, agent: false, headers: [...added, ...[...headers, ...length, ['connection', 'close']].flat()] })
  } catch (error) {
    return { over: Promise.resolve(thrownMessage(error)), abort: () => {} }
  }
  const over = new Promise<undefined>((resolve) => {
    request.once('response', (response) => { response.once('error', () => {}).resume() })
    request.once('error', () => {})
    request.once('close', () => resolve(undefined))
  })
  request.end(body)
  return { over, abort: () => { request.destroy() } }
}
