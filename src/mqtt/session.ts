import type { Socket } from 'node:net'
import { endEntry, type JournalDraft } from '../journal/draft.ts'
import type { Account } from '../sandbox/accounts/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { type Call, callOf } from '../targets/call.ts'
import type { MqttLog } from './exchange.ts'
import { TopicRefused } from './refused.ts'
import { matchesFilter, mayHear } from './topics.ts'

/** What a session begins with. */
export interface SessionStart {
  readonly sandbox: Sandbox
  readonly socket: Socket
  readonly log: MqttLog
  readonly account: string
  readonly clientId: string
  /** The entry of its CONNECT. */
  readonly draft: JournalDraft
}

/** A client that is connected. */
export class Session {
  readonly sandbox: Sandbox
  readonly socket: Socket
  readonly log: MqttLog
  /** Id of the account whose token it showed. */
  readonly account: string
  readonly clientId: string
  /** What it has subscribed to. */
  readonly filters = new Set<string>()
  readonly #draft: JournalDraft
  #isRefused = false

  constructor ({ sandbox, socket, log, account, clientId, draft }: SessionStart) {
    this.sandbox = sandbox
    this.socket = socket
    this.log = log
    this.account = account
    this.clientId = clientId
    this.#draft = draft
  }

  /** The account as it is now. @throws TopicRefused where it was deleted */
  owner (): Account {
    const account = this.sandbox.accounts.get(this.account)
    if (account === undefined) throw new TopicRefused(`the account ${this.account} of this connection was deleted`)
    return account
  }

  /** Whether it may hear what is published to a topic that one of its filters matches. */
  mayHear (topic: string): boolean {
    const account = this.sandbox.accounts.get(this.account)
    return account !== undefined && mayHear(account, topic)
  }

  /** Whether it hears what is published to a topic. */
  hears (topic: string): boolean {
    return this.filters.size > 0 && this.mayHear(topic) && [...this.filters].some((filter) => matchesFilter(filter, topic))
  }

  /** What a message of it is about. */
  callOf (operation: string | undefined): Call {
    return { ...callOf(operation, this.sandbox.accounts.get(this.account) ?? { id: this.account, trustedPhoneNumber: null }), device: this.clientId === '' ? undefined : this.clientId }
  }

  /** Whether the server has said why it ends it. */
  get isRefused (): boolean {
    return this.#isRefused
  }

  /** Notes that it is the server that ends it. */
  refuse (): void {
    this.#isRefused = true
  }

  /** Writes down how it ended. */
  end (): void {
    endEntry(this.#draft, { how: 'closed', by: this.#isRefused ? 'server' : 'client' })
  }
}
