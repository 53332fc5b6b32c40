import { Faults } from '../../faults/engine.ts'
import type { Hit } from '../../faults/rule.ts'
import { endEntry, recordDraft, startDraft } from '../../journal/draft.ts'
import type { EffectOf } from '../../effects/index.ts'
import type { Ended } from '../../journal/end.ts'
import { keepText } from '../../journal/keep.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { Agenda, Appointment } from '../../sandbox/time/schedule.ts'
import { errorOfFault } from '../error-of-fault.ts'
import { errorPart } from '../language/message.ts'
import { ResultMessage, type ResultPayload } from './result-message.ts'
import { type Breakage, type Subscription, Subscriptions } from './subscriptions.ts'

/** What happened: the same for all who are told of it, or what each subscription is told. */
export type News = ResultPayload | { readonly toldTo: (subscription: Subscription) => ResultPayload }

/** What happened, and whom it concerns; what is absent is anybody. */
export type Publication = News & {
  /** Ids of the subscriptions that tell of it, such as `subscribe.signal`. */
  readonly operation: string | readonly string[]
  readonly account?: string | undefined
  readonly device?: string | undefined
}

/** What became of a RESULT, by subscription. */
export interface Deliveries {
  readonly got: readonly Subscription[]
  /** A fault holds it back. */
  readonly late: readonly Subscription[]
  /** A fault broke it, or the reader was too slow. */
  readonly lost: readonly Subscription[]
}

interface LateResult extends Appointment {
  readonly subscription: Subscription
  readonly message: ResultMessage
  readonly hit: Hit
}

/** How many RESULT messages a sandbox holds back, and the bytes of memory that one takes. */
const MAX_LATE = 200
const LATE = 16 * 1024

/** The RESULT messages that faults hold back. */
class LateResults {
  readonly agenda: Agenda<LateResult>

  constructor (sandbox: Sandbox) {
    this.agenda = sandbox.schedule.agenda({
      capacity: MAX_LATE,
      weight: LATE,
      happen: ({ subscription, message, hit }) => { if (!subscription.over.aborted) send(sandbox, subscription, message, hit) }
    })
  }

  /** The schedule takes its appointments back itself. */
  reset (): void {}
}

/**
 * Sends a RESULT to whoever is subscribed, under what faults do to it, and records it; the JSON of what several get is written once.
 * A reader who is too slow is given up.
 */
export function publish (sandbox: Sandbox, { operation, account, device, ...news }: Publication): Deliveries {
  const operations = [operation].flat()
  const messages = new Map<ResultPayload, ResultMessage>()
  const deliveries = { got: [] as Subscription[], late: [] as Subscription[], lost: [] as Subscription[] }
  for (const subscription of sandbox.part(Subscriptions).all) {
    if (!operations.includes(subscription.operation)) continue
    if (account !== undefined && subscription.account !== account) continue
    if (device !== undefined && subscription.device !== device) continue
    const payload = 'toldTo' in news ? news.toldTo(subscription) : news
    if (!asksFor(subscription, payload)) continue
    const message = messages.get(payload) ?? new ResultMessage(payload)
    messages.set(payload, message)
    deliveries[deliver(sandbox, subscription, message)].push(subscription)
  }
  return deliveries
}

/** The parameter of a subscription that says which events it wants, and where a result says which one it is. */
const CHOICES: Readonly<Record<string, readonly [parameter: string, field: string]>> = { 'subscribe.event.remote': ['type', 'notification'] }

/** Whether a subscription wants to know of an event; of a failure it always does. */
function asksFor ({ operation, parameters }: Subscription, payload: ResultPayload): boolean {
  const choice = CHOICES[operation]
  if (choice === undefined || 'error' in payload) return true
  const [parameter, field] = choice
  const wanted = parameters[parameter]
  const event = payload.result[field]
  return wanted === undefined || (Array.isArray(wanted) ? wanted : [wanted]).some((one) => one === event)
}

function deliver (sandbox: Sandbox, subscription: Subscription, message: ResultMessage): keyof Deliveries {
  const { operation, account, device } = subscription
  const hit = sandbox.part(Faults).match({ operation, account, device, phoneNumber: undefined }, undefined, 'result')
  if (hit === undefined || hit.delay === 0) return send(sandbox, subscription, message, hit)
  sandbox.part(LateResults).agenda.add({ dueAt: sandbox.clock.now() + hit.delay, subscription, message, hit })
  return 'late'
}

/** Sends a RESULT now, and records in the same turn what became of it. */
function send (sandbox: Sandbox, subscription: Subscription, given: ResultMessage, hit: Hit | undefined): 'got' | 'lost' {
  const effect = hit?.effect ?? null
  const message = effect !== null && 'error' in effect ? failureOf(sandbox, effect) : given
  const broken = effect !== null && 'transport' in effect
    ? breakOff(subscription, message, effect.transport)
    : sendWhole(subscription, message)
  record(sandbox, subscription, message, hit, broken)
  if (broken === undefined) return 'got'
  if (broken !== null && broken.how !== 'answered') sandbox.part(Subscriptions).close(subscription, broken)
  return 'lost'
}

/** Sends a RESULT as it is. @returns how its connection ended where its reader was too slow */
function sendWhole (subscription: Subscription, message: ResultMessage): Ended | undefined {
  if (!subscription.receiver.send(ResultMessage.head(subscription.id), message)) return { how: 'closed', by: 'server' }
  subscription.results++
  return undefined
}

/** Breaks a RESULT on its way. @returns how it ended; `null` for one that never comes */
function breakOff (subscription: Subscription, message: ResultMessage, how: EffectOf<'transport'>['transport']): Ended | null {
  if (how === 'hang') return null
  subscription.receiver.breakOff(how, ResultMessage.head(subscription.id), message)
  return { how: HOW_IT_ENDS[how], by: 'server' }
}

const HOW_IT_ENDS = { reset: 'reset', empty: 'closed', truncate: 'closed', malformed: 'answered' } as const satisfies Record<Breakage, Ended['how']>

const failureOf = ({ settings }: Sandbox, effect: EffectOf<'error'>): ResultMessage => new ResultMessage({ error: errorPart(errorOfFault(effect), settings) })

/** @param broken how it ended that was not sent as it is; `null` where it has not ended */
function record (sandbox: Sandbox, { id, operation, account, device }: Subscription, message: ResultMessage, hit: Hit | undefined, broken: Ended | null | undefined): void {
  const draft = startDraft(sandbox, 'pims', 'sse', 'out')
  draft.call = { operation, account, device, phoneNumber: undefined }
  draft.fault = hit
  const text = keepText(ResultMessage.head(id) + message.rest)
  const isSent = broken === undefined
  recordDraft(draft, sandbox, isSent ? { status: 'RESULT', code: message.code } : { status: null }, { isAnswered: isSent, isLarge: false, message: text, weight: text.length })
  if (broken !== undefined && broken !== null) endEntry(draft, broken)
}
