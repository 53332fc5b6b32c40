// @ts-nocheck
// The facade of the PIMS mobile SDK over pims-mock: one file to copy, no dependency. See docs/clients/react-native.md.

/** What an operation is asked with, by the vendor's names. */
export type Parameters = Readonly<Record<string, unknown>>

/** A message of the SDK, as the server sends it. */
export interface Message {
  readonly transactionId: string
  readonly status: 'SUCCEEDED' | 'FAILED' | 'RESULT'
  readonly result?: Readonly<Record<string, unknown>> | null
  readonly error?: { readonly code: number, readonly label: string, readonly subCode?: { readonly code: number, readonly label: string } }
}

export type Callback = (message: Message) => void

/** Where the id of the device is kept; `localStorage` and React Native's AsyncStorage are of this form. */
export interface Storage {
  getItem (key: string): string | null | Promise<string | null>
  setItem (key: string, value: string): unknown
}

export interface Options {
  /** What the device calls itself; without it, an id is made once and kept in `storage`, or as long as this object lives. */
  readonly device?: string
  readonly storage?: Storage
  /** Who signs in when the app opens the login page; the server's default account without it. */
  readonly loginAs?: string
  /** Milliseconds until a call is 2201; 30000 without it. */
  readonly timeout?: number
  /** Another `fetch`: `subscribe` needs one whose answer has a `body` to read as it comes. */
  readonly fetch?: typeof fetch
  /** Takes a line on each failure that did not come as a message of the server; `console.warn` without it. */
  readonly log?: (line: string) => void
}

const DEVICE = 'pims.device'

/** The SDK's own words for what the network does. */
const labels = {
  2001: 'Facade not initialized',
  2102: 'Invalid parameters parameter',
  2201: 'Timeout/Polling Timeout/Command Timeout',
  2202: 'Network problem : No internet',
  2203: 'Invalid return [Parsing error] ou [No data] ou [invalid Data]',
  2204: 'Server Error'
} as const

class Failure extends Error {
  readonly code: keyof typeof labels

  constructor (code: keyof typeof labels, detail: string) {
    super(detail)
    this.code = code
  }
}

interface Call {
  readonly verb: 'GET' | 'POST' | 'DELETE'
  readonly api: string
  readonly parameters?: Parameters
  readonly streams?: true
}

interface Answer {
  readonly message: Message
  /** Goes on with a subscription once its acknowledgement is handed on. */
  readonly follow?: () => void
}

/** Every method answers a promise of its message, which never rejects, and calls back with it as the vendor's do. */
export class Pims {
  readonly #origin: string | undefined
  readonly #options: Options
  readonly #streams = new Set<AbortController>()
  #base: string | undefined
  #device: Promise<string> | undefined

  /** @param url of the server, with the sandbox in it: `http://localhost:3000/sandbox/my-test`; without it, `initialize` says where the server is. */
  constructor (url?: string, options: Options = {}) {
    this.#origin = url
    this.#options = options
    this.#base = url
  }

  /** @param parameters those of `GET /admin/sdk-config`; `credential.inWeboURL` is the server, where the constructor was given none */
  initialize (parameters: Parameters, callback?: Callback): Promise<Message> {
    const { inWeboURL } = Object(parameters.credential) as { inWeboURL?: unknown }
    if (typeof inWeboURL === 'string') this.#base = this.#origin ?? inWeboURL
    return this.#call({ verb: 'POST', api: 'pims.initialize', parameters }, callback)
  }

  async release (callback?: Callback): Promise<Message> {
    for (const stream of this.#streams) stream.abort()
    const message = await this.#call({ verb: 'POST', api: 'pims.release', parameters: {} })
    this.#base = this.#origin
    callback?.(message)
    return message
  }

  get (api: string, parameters: Parameters = {}, callback?: Callback): Promise<Message> {
    return this.#call({ verb: 'GET', api, parameters }, callback)
  }

  set (api: string, parameters: Parameters = {}, callback?: Callback): Promise<Message> {
    return this.#call({ verb: 'POST', api, parameters }, callback)
  }

  /** Promises the acknowledgement; `callback` gets that, and then each RESULT. */
  subscribe (api: string, parameters: Parameters = {}, callback?: Callback): Promise<Message> {
    return this.#call({ verb: 'GET', api, parameters, streams: true }, callback)
  }

  unsubscribe (api: string, callback?: Callback): Promise<Message> {
    return this.#call({ verb: 'DELETE', api }, callback)
  }

  async #call (call: Call, callback: Callback = () => {}): Promise<Message> {
    const stop = new AbortController()
    const timer = setTimeout(() => stop.abort(), this.#options.timeout ?? 30_000)
    const { message, follow } = await this.#send(call, stop, callback)
      .catch((error: unknown): Answer => ({ message: this.#failed(call, stop.signal.aborted ? new Failure(2201, 'no answer in time') : error) }))
      .finally(() => clearTimeout(timer))
    callback(message)
    follow?.()
    return message
  }

  async #send (call: Call, stop: AbortController, callback: Callback): Promise<Answer> {
    const { url, init } = await this.#request(call)
    const response = await (this.#options.fetch ?? fetch)(url, { ...init, signal: stop.signal })
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true
    if (!isStream) return { message: read(await response.text().catch(brokenOff), response.status) }
    const messages = messagesOf(response)
    const { value: message } = await messages.next()
    if (message === undefined) throw new Failure(2203, 'the stream ended before its first message')
    return { message, follow: () => this.#follow(call, messages, stop, callback) }
  }

  /** Hands on what a subscription brings after its acknowledgement, until the server or `release` ends it. */
  #follow (call: Call, messages: AsyncGenerator<Message>, stop: AbortController, callback: Callback): void {
    this.#streams.add(stop)
    const hand = async () => {
      for await (const message of messages) callback(message)
    }
    hand()
      .catch((error: unknown) => { if (!stop.signal.aborted) callback(this.#failed(call, error)) })
      .finally(() => this.#streams.delete(stop))
  }

  async #request ({ verb, api, parameters = {}, streams }: Call): Promise<{ url: string, init: RequestInit }> {
    if (this.#base === undefined) throw new Failure(2001, 'the server is not known: give the constructor its URL, or initialize the parameters of GET /admin/sdk-config')
    const url = `${this.#base.replace(/\/+$/, '')}/${encode(api)}`
    const headers: Record<string, string> = {
      accept: streams === true ? 'text/event-stream' : 'application/json',
      'x-device-id': await (this.#device ??= this.#findDevice())
    }
    const { loginAs } = this.#options
    if (loginAs !== undefined && isLogin(api, parameters)) headers['x-login-as'] = loginAs
    if (verb !== 'POST') return { url: url + query(parameters), init: { method: verb, headers } }
    return { url, init: { method: verb, headers: { ...headers, 'content-type': 'application/json' }, body: write(parameters) } }
  }

  async #findDevice (): Promise<string> {
    const { device, storage } = this.#options
    const kept = device ?? await storage?.getItem(DEVICE)
    if (typeof kept === 'string') return kept
    const made = `device-${hex(8)}${hex(8)}`
    await storage?.setItem(DEVICE, made)
    return made
  }

  #failed ({ verb, api }: Call, error: unknown): Message {
    const { code, message } = error instanceof Failure ? error : new Failure(2202, reasonOf(error))
    const { log = console.warn } = this.#options
    log(`pims: ${verb} ${api}: ${code}, ${message}`)
    return { transactionId: `${hex(8)}-${hex(4)}`, status: 'FAILED', error: { code, label: labels[code] } }
  }
}

/** Whether a call opens the login page, on which `loginAs` is typed. */
const isLogin = (api: string, { action, type }: Parameters): boolean =>
  api === 'pims.authentication.user' && ['login', 'forcedLogin'].includes(String(action ?? type))

/** Parameters in the order of their names, as every one of these clients sends them. */
const sorted = (parameters: Parameters): Array<[string, unknown]> =>
  Object.entries(parameters).filter(([, value]) => value !== undefined).sort(([one], [other]) => one < other ? -1 : 1)

function query (parameters: Parameters): string {
  const pairs = sorted(parameters).map(([name, value]) => `${encode(name)}=${encode(typeof value === 'string' ? value : write(value))}`)
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

/** JSON with the keys of every object in order. */
function write (value: unknown): string {
  try {
    return JSON.stringify(value, (_, part: unknown) => part !== null && typeof part === 'object' && !Array.isArray(part) ? Object.fromEntries(sorted(part as Parameters)) : part)
  } catch (error) {
    throw new Failure(2102, reasonOf(error))
  }
}

const encode = (text: string): string => encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

/** Reads a message; what is none is 2204 where the server says that it has failed, else 2203. */
function read (text: string, status = 200): Message {
  const message = parse(text)
  if (isMessage(message)) return message
  throw new Failure(status >= 500 ? 2204 : 2203, `the answer is no message: HTTP ${status} ${text.slice(0, 300)}`)
}

function parse (text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isMessage = (value: unknown): value is Message =>
  ['SUCCEEDED', 'FAILED', 'RESULT'].includes(String((Object(value) as Partial<Message>).status))

/** The messages of an event stream as they come, one for each event with data. */
async function * messagesOf (response: Response): AsyncGenerator<Message> {
  if (response.body === null || response.body === undefined) throw new Failure(2203, 'this fetch does not show a body as it comes; see Options.fetch')
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let pending = ''
  for (;;) {
    const { done, value } = await reader.read().catch(brokenOff)
    if (done) return
    const events = (pending + decoder.decode(value, { stream: true })).split(/\r?\n\r?\n/)
    pending = events.splice(-1).join('')
    for (const event of events) {
      const data = event.split(/\r?\n/).filter((line) => line.startsWith('data:')).map((line) => line.slice(5).replace(/^ /, ''))
      if (data.length > 0) yield read(data.join('\n'))
    }
  }
}

/** An answer that has begun and breaks off. */
function brokenOff (error: unknown): never {
  throw new Failure(2203, reasonOf(error))
}

/** What went wrong; `fetch` hides it in a cause. */
function reasonOf (error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  return cause instanceof Error ? `${error.message}: ${cause.message}` : error.message
}

const hex = (digits: number): string => Math.floor(Math.random() * 16 ** digits).toString(16).padStart(digits, '0')
