import { AccountClient } from './account.ts'
import { call, type Caller, type CallId, type Message } from './call.ts'
import type { Account, Budget, Clock, Code, Conduct, Coverage, Delay, Expectation, Fault, FaultInput, Finding, Har, JournalEntry, JournalFilter, OperationParameters, Overview, Publication, Published, Push, PushAnswer, SandboxInfo, Scenario, ScenarioName, Sms, Subscription, SubscriptionId, Verified } from './contract.ts'
import { type Failure, faultOf, type FaultOptions, faultsNamed, type Transport } from './fail.ts'
import { expectOptions } from './expect-options.ts'
import type { Http } from './http.ts'
import type { MatrixOptions, MatrixReport } from './matrix/report.ts'
import type { CodeOf, Operation } from './operations.ts'
import { type NextPush, type PushFilter, answerLatestPush } from './pushes.ts'
import { latestSms, type NextSms, SMS_FILTER, type SmsFilter } from './sms.ts'

/** All that a sandbox remembers but its journal; secrets are in it. */
export interface Snapshot {
  readonly version: number
  readonly [part: string]: unknown
}

/** How bad a finding about the client is. */
export type Severity = Finding['severity']

/** Entries that one answer can hold: all. */
const MAX_ENTRIES = 100_000

/** Which entries of the journal are meant; what is absent matches any. */
export interface RequestFilter<Name extends Operation = Operation> extends Readonly<Omit<JournalFilter, 'operation' | 'code'>> {
  readonly operation?: Name
  /** A code that the operation documents, or the error of another face. */
  readonly code?: CodeOf<Name> | (string & {})
  /** ISO 8601, or the id of the entry to go on after. */
  readonly since?: string
  readonly limit?: number
}

/** Which requests are taken away, and whether with their secrets. */
export interface ExportFilter<Name extends Operation = Operation> extends RequestFilter<Name> {
  readonly secrets?: boolean
}

/** How many requests are expected, and of what kind; at least one when no number is given. */
export interface VerifyOptions<Name extends Operation = Operation> extends Readonly<Omit<Expectation, 'operation' | 'code'>> {
  readonly code?: CodeOf<Name> | (string & {})
}

/** What a RESULT carries, and whom it goes to. */
export interface PublishOptions<Id extends SubscriptionId = SubscriptionId> extends Readonly<Omit<Publication, 'operation' | 'api' | 'error'>> {
  /** In place of a result, with a code that the operation documents. */
  readonly error?: Omit<NonNullable<Publication['error']>, 'code'> & { readonly code: CodeOf<Id> }
}

/** One sandbox: a world of its own, with accounts, SMS inbox, faults, journal and clock. A call that the server refuses throws a MockError. */
export class SandboxClient {
  readonly id: string
  /** What the app under test is pointed at. */
  readonly url: string
  readonly #server: Http
  readonly #http: Http

  /** @param server the admin API of the server that the sandbox is of */
  constructor (server: Http, id: string) {
    this.id = id
    this.#server = server
    this.#http = server.at(`/sandbox/${id}`)
    this.url = this.#http.url
  }

  /** The code of the newest SMS that matches and can be used: not used, replaced, expired or void. Waits for one not yet sent, `timeout` milliseconds (4000). */
  async sms (wanted: NextSms = {}): Promise<string> {
    return (await this.message(wanted)).code
  }

  /** The newest SMS that matches, waited for as by `sms`. */
  message (wanted: NextSms = {}): Promise<Sms> {
    return latestSms(this.#http, wanted)
  }

  /** The SMS that match, newest first. */
  async messages (filter: SmsFilter & { readonly limit?: number } = {}): Promise<Sms[]> {
    return (await this.#http.admin<{ messages: Sms[] }>('GET', 'sms', { query: { ...filter } })).messages
  }

  /** Ends the code of the newest SMS that matches, as its time would; nobody's clock moves. */
  async expireSms (filter: SmsFilter = {}): Promise<Sms> {
    expectOptions('expireSms', filter, SMS_FILTER)
    const { id } = await this.message({ ...filter, timeout: 0 })
    return await this.#http.admin('PATCH', `sms/${encodeURIComponent(id)}`, { body: { state: 'expired' } })
  }

  /** Empties the inbox. */
  async clearSms (): Promise<void> {
    await this.#http.admin('DELETE', 'sms')
  }

  /** The pushes to users that match, the one that was sent or answered last first. */
  async pushes (filter: PushFilter = {}): Promise<Push[]> {
    return (await this.#http.admin<{ pushes: Push[] }>('GET', 'pushes', { query: { ...filter } })).pushes
  }

  /** Answers a push in place of its user: the one of a session, else the newest that waits and matches. Waits for one not yet sent, `timeout` milliseconds (4000). */
  answerPush (answer: PushAnswer, wanted: NextPush | string = {}): Promise<Push> {
    if (typeof wanted === 'string') return this.#http.admin('POST', `pushes/${encodeURIComponent(wanted)}`, { body: { answer } })
    return answerLatestPush(this.#http, answer, wanted)
  }

  /** Makes requests fail: with a code that the operation documents, by the network, or with another effect; a list is taken one per request. */
  fail<Name extends Operation = Operation>(failure: Failure<CodeOf<Name>>, options?: FaultOptions<Name>): Promise<Fault>
  /** With `force`, any code on any operation. */
  fail (failure: Failure, options: FaultOptions & { readonly force: true }): Promise<Fault>
  async fail (failure: Failure, options: FaultOptions = {}): Promise<Fault> {
    return await this.#http.admin('PUT', 'faults', { body: faultOf(failure, options) })
  }

  /** Holds answers back, by milliseconds or a range of them. */
  async slow<Name extends Operation = Operation>(delay: Delay, options: Omit<FaultOptions<Name>, 'delay'> = {}): Promise<Fault> {
    return await this.#http.admin('PUT', 'faults', { body: faultOf(null, { ...options, delay }) })
  }

  /**
   * Switches all faults off, those of a scenario too; where some are named, those alone.
   *
   * @param failures a code or what happens to the connection, each for every fault that has it among its effects; or the id of a rule
   * @throws MockError where none is on that one of them names; nothing has changed then
   */
  async ok (...failures: ReadonlyArray<Code | Transport | (string & {})>): Promise<void> {
    const paths = failures.length === 0 ? ['faults'] : faultsNamed(await this.faults(), failures).map((id) => `faults/${encodeURIComponent(id)}`)
    await Promise.all(paths.map(async (path) => await this.#http.admin('DELETE', path)))
  }

  /** The faults, newest first, with how often each has hit. */
  async faults (): Promise<Fault[]> {
    return (await this.#http.admin<{ faults: Fault[] }>('GET', 'faults')).faults
  }

  /** Puts faults in place of all there are, the newest first: what `faults` answered earlier goes on where it was. */
  async replaceFaults (faults: ReadonlyArray<FaultInput | Fault>): Promise<Fault[]> {
    return (await this.#http.admin<{ faults: Fault[] }>('PUT', 'faults', { body: { faults } })).faults
  }

  /** Puts the faults of a scenario in place of those of the sandbox; `null` switches them off. */
  async scenario (name: ScenarioName | (string & {}) | null): Promise<void> {
    if (name === null) await this.ok()
    else await this.#http.admin('PUT', `scenarios/${encodeURIComponent(name)}/active`)
  }

  /** Switches the faults of a scenario off, and no others. */
  async endScenario (name: ScenarioName | (string & {})): Promise<void> {
    await this.#http.admin('DELETE', `scenarios/${encodeURIComponent(name)}/active`)
  }

  async scenarios (): Promise<Scenario[]> {
    return (await this.#http.admin<{ scenarios: Scenario[] }>('GET', 'scenarios')).scenarios
  }

  /** Passes where requests were made as expected, and answers them; else throws with what came instead. */
  verify<Name extends Operation>(operation: Name, options: VerifyOptions<Name> = {}): Promise<Verified> {
    return this.#http.admin('POST', 'verify', { body: { ...options, operation } })
  }

  /** What was asked of this sandbox, newest first. */
  async requests<Name extends Operation = Operation>(filter: RequestFilter<Name> = {}): Promise<JournalEntry[]> {
    return (await this.#http.admin<{ requests: JournalEntry[] }>('GET', 'requests', { query: { limit: MAX_ENTRIES, ...filter } })).requests
  }

  /** The requests as evidence, the oldest first: HAR 1.2, lines of a shell that replay them, a bug report, or a line of text for each. Secrets are masked unless they are asked for. */
  exportRequests<Name extends Operation = Operation>(format: 'har', filter?: ExportFilter<Name>): Promise<Har>
  exportRequests<Name extends Operation = Operation>(format: 'curl' | 'markdown' | 'text', filter?: ExportFilter<Name>): Promise<string>
  exportRequests (format: 'har' | 'curl' | 'markdown' | 'text', filter: ExportFilter = {}): Promise<Har | string> {
    return this.#http.admin('GET', 'requests', { query: { ...filter, format } })
  }

  /** The requests that no route takes, newest first: a wrong path. */
  async unrouted (): Promise<JournalEntry[]> {
    return await this.requests({ unrouted: true })
  }

  /** Empties the journal. */
  async clearRequests (): Promise<void> {
    await this.#http.admin('DELETE', 'requests')
  }

  /** Which documented codes have been answered since the sandbox began. */
  coverage (): Promise<Coverage>
  coverage (format: 'markdown' | 'junit'): Promise<string>
  coverage (format?: 'markdown' | 'junit'): Promise<Coverage | string> {
    return this.#http.admin('GET', 'coverage', { query: { format } })
  }

  /** What the client should not have done, though nothing kept it from it; the worst first, of this severity at the least. */
  conduct (severity?: Severity): Promise<Conduct>
  conduct (severity: Severity | undefined, format: 'markdown' | 'junit'): Promise<string>
  conduct (severity: Severity | undefined, format: 'sarif'): Promise<Record<string, unknown>>
  conduct (severity?: Severity, format?: 'markdown' | 'junit' | 'sarif'): Promise<Conduct | Record<string, unknown> | string> {
    return this.#http.admin('GET', 'conduct', { query: { severity, format } })
  }

  /** What this run would have cost on the real service, and locked there. */
  budget (): Promise<Budget> {
    return this.#http.admin('GET', 'budget')
  }

  /** Moves the clock by milliseconds, or an ISO 8601 duration such as `PT5M`. */
  advance (by: number | `PT${string}` | `P${string}` | `-P${string}`): Promise<Clock> {
    return this.#http.admin('PUT', 'clock', { body: { advance: by } })
  }

  /** Stops the clock, at the time given where there is one. */
  freeze (at?: Date | string): Promise<Clock> {
    return this.#http.admin('PUT', 'clock', { body: { frozen: true, ...at !== undefined && { now: typeof at === 'string' ? at : at.toISOString() } } })
  }

  /** Lets the clock go on. */
  unfreeze (): Promise<Clock> {
    return this.#http.admin('PUT', 'clock', { body: { frozen: false } })
  }

  /** Takes the clock back to the time of the server's machine, and lets it go on. */
  resetClock (): Promise<Clock> {
    return this.#http.admin('DELETE', 'clock')
  }

  clock (): Promise<Clock> {
    return this.#http.admin('GET', 'clock')
  }

  /** The account of this id, which may not exist yet. */
  account (id: string): AccountClient {
    return new AccountClient(this.#http, id)
  }

  async accounts (): Promise<Account[]> {
    return (await this.#http.admin<{ accounts: Account[] }>('GET', 'accounts')).accounts
  }

  /** Sends a request of the SDK, as an app would: for tests without one. */
  call<Id extends CallId>(operation: Id, ...[parameters, caller]: Record<string, never> extends OperationParameters[Id] ? [parameters?: OperationParameters[Id], caller?: Caller] : [parameters: OperationParameters[Id], caller?: Caller]): Promise<Message> {
    return call(this.url, operation, parameters ?? {}, caller ?? {})
  }

  /** Sends a RESULT to whoever is subscribed to an operation, and says how many got it. */
  publish<Id extends SubscriptionId>(operation: Id, what: PublishOptions<Id>): Promise<Published> {
    return this.#http.admin('POST', 'publish', { body: { ...what, operation } })
  }

  /** Who is subscribed, the oldest first. */
  async subscriptions (): Promise<Subscription[]> {
    return (await this.#http.admin<{ subscriptions: Subscription[] }>('GET', 'subscriptions')).subscriptions
  }

  /** Ends all subscriptions, as the server would; that of an id alone where one is given. */
  async endSubscriptions (id?: string): Promise<void> {
    await this.#http.admin('DELETE', id === undefined ? 'subscriptions' : `subscriptions/${encodeURIComponent(id)}`)
  }

  /** The parameters of `pims.initialize` that point the SDK at this sandbox; by another origin than this client's, such as `http://10.0.2.2:3000`, where one is given. */
  sdkConfig (origin?: string): Promise<Record<string, unknown>> {
    return this.#http.admin('GET', 'sdk-config', { query: { origin } })
  }

  /** All of the sandbox at one moment, and the server: the newest `limit` (100) messages and requests, and as many accounts. */
  overview (limit?: number): Promise<Overview> {
    return this.#http.admin('GET', 'overview', { query: { limit } })
  }

  /** Back to the fixtures. */
  async reset (): Promise<void> {
    await this.#http.admin('POST', 'reset')
  }

  /** Makes every code, id and draw reproducible, also after a reset. */
  seed (seed: number): Promise<SandboxInfo> {
    return this.#http.admin('PUT', `sandboxes/${this.id}`, { body: { seed } })
  }

  snapshot (): Promise<Snapshot> {
    return this.#http.admin('GET', 'state')
  }

  /** Puts a snapshot in place of all that the sandbox remembers; it may be of another sandbox or server. */
  async restore (snapshot: Snapshot): Promise<void> {
    await this.#http.admin('PUT', 'state', { body: snapshot })
  }

  /** Drops the sandbox and all that is in it. */
  async drop (): Promise<void> {
    await this.#http.admin('DELETE', `sandboxes/${this.id}`)
  }

  /**
   * Runs a command once for every operation and code, each time in a sandbox that begins as this one is, with that one
   * fault on, and says which failures the command survives. In Node only.
   */
  async matrix (command: readonly [string, ...string[]], options: MatrixOptions = {}): Promise<MatrixReport> {
    const { matrix } = await import('./matrix/matrix.ts')
    return await matrix(this, (id) => new SandboxClient(this.#server, id), command, options)
  }
}
