import type { AccountView } from '../../../src/wire/account.ts'
import type { BudgetView } from '../../../src/wire/budget.ts'
import type { ClockView } from '../../../src/wire/clock.ts'
import type { ContractView, Reach as SeenReach } from '../../../src/wire/contract.ts'
import type { HelloSchema, SandboxEvent } from '../../../src/wire/event.ts'
import type { FaultView } from '../../../src/wire/fault.ts'
import type { Overview as SeenAtOnce, ServerView } from '../../../src/wire/overview.ts'
import type { PushAnswer as UserAnswer, PushView } from '../../../src/wire/push.ts'
import type { EntryView } from '../../../src/wire/request.ts'
import type { SandboxView } from '../../../src/wire/sandbox.ts'
import type { ScenarioView } from '../../../src/wire/scenario.ts'
import type { Sms as SentSms } from '../../../src/wire/sms.ts'
import type { PublicationInput, Published as SeenPublished, SubscriptionView } from '../../../src/wire/subscription.ts'
import type { CommandView, VehicleView } from '../../../src/wire/vehicle.ts'

export type { Delay, RuleInput } from '../../../src/wire/fault.ts'
export type { Change } from '../../../src/wire/request.ts'
export type Account = AccountView
export type Budget = BudgetView
export type Clock = ClockView
export type Command = CommandView
export type Contract = ContractView
export type Fault = FaultView
export type Effect = Exclude<FaultView['effect'], null | readonly unknown[]>
export type Sandbox = SandboxView
export type Scenario = ScenarioView
export type Operation = ContractView['operations'][number]
export type Push = PushView
export type PushAnswer = UserAnswer
export type Reach = SeenReach
export type Target = ContractView['targets'][number]
export type Overview = SeenAtOnce
export type Publication = PublicationInput
export type Published = SeenPublished
export type Server = ServerView
export type Subscription = SubscriptionView
export type Vehicle = VehicleView

/** What became of the code of a message. */
export type SmsState = SentSms['state']

/** A message; one on its way has the time when it is due, and a fault can have lost it. */
export type Sms = SentSms & { readonly dueAt?: string, readonly lost?: true }

/** The first event of a stream. */
export type Hello = (typeof HelloSchema)['static']

/** One side of a call as it went over the wire, secrets masked. */
export interface Exchanged {
  readonly method?: string
  readonly path?: string
  readonly status?: number | null
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: unknown
}

/** A request, and what went over the wire where the server shows it. */
export interface Entry extends EntryView {
  readonly request?: Exchanged | null
  readonly answer?: Exchanged | null
}

/** What `/admin/events` tells of. */
export type ServerEvent = SandboxEvent | { readonly type: 'hello', readonly data: Hello }
