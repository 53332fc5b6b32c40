import { endEntry, type JournalDraft } from '../../journal/draft.ts'
import type { Ended } from '../../journal/end.ts'
import { Busy } from '../../lib/errors.ts'
import type { MemoryShare } from '../../sandbox/memory/memory.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { MAX_SUBSCRIPTIONS } from '../../wire/subscription.ts'
import { PimsError } from '../language/pims-error.ts'
import type { ResultMessage } from './result-message.ts'

declare module '../../sandbox/events.ts' {
  interface SandboxEvents {
    /** A subscription was acknowledged, or is over. */
    subscription: [what: 'opened' | 'ended', subscription: Subscription]
  }
}

/** Whose subscription it is: a device has one for each api and account. */
export interface Subscriber {
  readonly api: string
  /** `undefined` where nobody is signed in. */
  readonly account: string | undefined
  readonly device: string
}

/** What breaks a RESULT on its way. */
export type Breakage = 'reset' | 'empty' | 'truncate' | 'malformed'

/** Where the messages of a subscription go: what carries it gives it one. */
export interface Receiver {
  /** Sends a message; answers false where its reader is so far behind that it was given up. */
  send (head: string, message: ResultMessage): boolean
  /** Sends a message in the way of a fault; more can come after one that is malformed alone. */
  breakOff (how: Breakage, head: string, message: ResultMessage): void
  /** Nothing more comes. */
  end (): void
}

/** A subscription that is open. */
export interface Subscription extends Subscriber {
  /** The transaction id of its request, which its messages carry. */
  readonly id: string
  readonly operation: string
  /** Those that the operation knows. */
  readonly parameters: Readonly<Record<string, unknown>>
  /** Milliseconds since 1970, by the sandbox's clock. */
  readonly since: number
  readonly receiver: Receiver
  /** Aborts when it is over. */
  readonly over: AbortSignal
  /** RESULT messages that it got. */
  results: number
}

/** What a subscription begins with. */
export interface Beginning extends Subscriber, Pick<Subscription, 'operation' | 'parameters' | 'receiver'> {
  /** The journal entry of its request. */
  readonly draft: JournalDraft
}

interface Open {
  readonly subscription: Subscription
  readonly draft: JournalDraft
  readonly controller: AbortController
  readonly weight: number
}

/** Bytes of memory that the smallest subscription takes. */
const WEIGHT = 4000

const keyOf = ({ api, account = '', device }: Subscriber): string => `${api} ${device} ${account}`

/** The subscriptions of a sandbox. They live with their connections, therefore no snapshot has them. */
export class Subscriptions {
  readonly #sandbox: Pick<Sandbox, 'clock' | 'events' | 'isClosed'>
  readonly #memory: MemoryShare
  readonly #open = new Map<string, Open>()

  constructor (sandbox: Sandbox) {
    this.#sandbox = sandbox
    this.#memory = sandbox.memory
    sandbox.onClose(() => this.reset())
  }

  /** The open ones, the oldest first. */
  get all (): Subscription[] {
    return Array.from(this.#open.values(), ({ subscription }) => subscription)
  }

  find (subscriber: Subscriber): Subscription | undefined {
    return this.#open.get(keyOf(subscriber))?.subscription
  }

  /**
   * Checks that one may be opened.
   *
   * @throws PimsError 2005 for a second one of a subscriber (docs/reference/sdk-facade.md#4-subscriptions); Busy
   */
  check (subscriber: Subscriber): void {
    if (this.find(subscriber) !== undefined) throw new PimsError(2005, { reason: `${subscriber.device} is subscribed to ${subscriber.api} already; pims.unsubscribe ends that (DELETE /${subscriber.api})` })
    if (this.#open.size >= MAX_SUBSCRIPTIONS) throw new Busy(`${MAX_SUBSCRIPTIONS} subscriptions are open in this sandbox, and more are not taken. DELETE /admin/subscriptions ends them all.`)
  }

  /** Opens one that `check` has let pass. */
  open ({ draft, ...beginning }: Beginning): Subscription {
    const controller = new AbortController()
    const subscription: Subscription = { ...beginning, id: draft.id, since: this.#sandbox.clock.now(), over: controller.signal, results: 0 }
    const weight = WEIGHT + 2 * JSON.stringify(beginning.parameters).length
    this.#open.set(keyOf(beginning), { subscription, draft, controller, weight })
    this.#memory.add(weight)
    this.#sandbox.events.emit('subscription', 'opened', subscription)
    return subscription
  }

  /** Takes note that one is over, as its connection is; nothing where it was over already. */
  close (subscription: Subscription, how: Ended): void {
    const key = keyOf(subscription)
    const open = this.#open.get(key)
    if (open?.subscription !== subscription) return
    this.#open.delete(key)
    this.#memory.add(-open.weight)
    endEntry(open.draft, how)
    if (!this.#sandbox.isClosed) this.#sandbox.events.emit('subscription', 'ended', subscription)
    open.controller.abort()
  }

  /** Ends one: its reader sees a whole stream. */
  end (subscription: Subscription): void {
    this.close(subscription, { how: 'answered', by: 'server' })
    subscription.receiver.end()
  }

  /** Ends all, as the sandbox is reset or dropped. */
  reset (): void {
    for (const subscription of this.all) this.end(subscription)
  }

  /** Ends those of an account that is deleted. */
  forgetAccount (id: string): void {
    this.endOf({ account: id })
  }

  /** Ends those of a device, of an account, or of an account on a device. */
  endOf ({ account, device }: { readonly account?: string, readonly device?: string }): void {
    for (const subscription of this.all) {
      if ((account === undefined || subscription.account === account) && (device === undefined || subscription.device === device)) this.end(subscription)
    }
  }
}
