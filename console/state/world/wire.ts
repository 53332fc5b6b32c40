import type { ContractView } from '../../../src/wire/contract.ts'
import type { HelloSchema, SandboxEvent } from '../../../src/wire/event.ts'
import type { FaultView } from '../../../src/wire/fault.ts'
import type { EntryView } from '../../../src/wire/request.ts'
import type { Sms as SentSms } from '../../../src/wire/sms.ts'

export type { AccountView as Account } from '../../../src/wire/account.ts'
export type { BudgetView as Budget } from '../../../src/wire/budget.ts'
export type { ClockView as Clock } from '../../../src/wire/clock.ts'
export type { Conduct, Finding } from '../../../src/wire/conduct.ts'
export type { ContractView as Contract, Reach } from '../../../src/wire/contract.ts'
export type { Delay, FaultView as Fault, RuleInput } from '../../../src/wire/fault.ts'
export type { Overview, ServerView as Server } from '../../../src/wire/overview.ts'
export type { PushAnswer, PushView as Push } from '../../../src/wire/push.ts'
export type { Change } from '../../../src/wire/request.ts'
export type { SandboxView as Sandbox } from '../../../src/wire/sandbox.ts'
export type { ScenarioView as Scenario } from '../../../src/wire/scenario.ts'
export type { PublicationInput as Publication, Published, SubscriptionView as Subscription } from '../../../src/wire/subscription.ts'
export type { CommandView as Command, VehicleView as Vehicle } from '../../../src/wire/vehicle.ts'

export type Effect = Exclude<FaultView['effect'], null | readonly unknown[]>
export type Operation = ContractView['operations'][number]
export type Target = ContractView['targets'][number]

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
