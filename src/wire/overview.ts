import { type Static, Type } from '@sinclair/typebox'
import { AccountViewSchema } from './account.ts'
import { ClockViewSchema } from './clock.ts'
import { FaultSchema } from './fault.ts'
import { EntrySchema } from './request.ts'
import { InstanceSchema, SandboxViewSchema } from './sandbox.ts'
import { ScenarioSchema } from './scenario.ts'
import { LateSmsSchema, SmsSchema } from './sms.ts'

const Port = Type.Union([Type.Integer(), Type.Null()], { description: 'null where it does not listen so' })

/** The server, and where it can be reached. */
export const ServerSchema = Type.Object({
  version: Type.String(),
  instance: InstanceSchema,
  startedAt: Type.String({ description: "ISO 8601, by the machine's clock" }),
  port: Port,
  httpsPort: Port,
  mqttPort: Port,
  addresses: Type.Array(Type.String(), { description: 'Those of this machine in its networks, as far as the server listens there: what a phone can reach' }),
  numbers: Type.Object({ international: Type.String({ description: 'Such as +33' }), national: Type.String({ description: 'What people there dial in its place, such as 0' }) }, { description: 'How the numbers of PHONE_REGION begin' }),
  ownCa: Type.Boolean({ description: 'Whether clients find its CA at /admin/ca.pem and /admin/ca.crt' }),
  settings: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()]), { description: 'By their names in the environment; ADMIN_TOKEN is masked' })
}, { title: 'Server' })
export type ServerView = Static<typeof ServerSchema>

const total = Type.Integer({ description: 'How many there are, on all pages' })

/** A sandbox at one moment: where a page begins, before it follows the events. */
export const OverviewSchema = Type.Object({
  server: ServerSchema,
  sandbox: SandboxViewSchema,
  clock: ClockViewSchema,
  faults: Type.Array(FaultSchema, { description: 'All, newest first' }),
  scenarios: Type.Array(ScenarioSchema),
  sms: Type.Array(SmsSchema, { description: 'Newest first' }),
  late: Type.Array(LateSmsSchema, { description: 'Messages that a fault holds back, the next first' }),
  requests: Type.Array(EntrySchema, { description: 'Newest first' }),
  accounts: Type.Array(AccountViewSchema, { description: 'Fixtures first' }),
  totals: Type.Object({ sms: total, requests: total, accounts: total }),
  coverage: Type.Object({
    documented: Type.Integer({ description: 'How many cells are documented: operations of the PIMS face, each times its codes' }),
    answered: Type.Integer({ description: 'How many of them were answered' }),
    met: Type.Array(Type.Object({ operation: Type.String(), codes: Type.Array(Type.Integer()) }), { description: 'Which were answered' })
  }),
  lastEventId: Type.String({ description: 'Id of the newest event that is in all this: GET /admin/events with it as Last-Event-ID goes on from here' })
}, { title: 'Overview' })
export type Overview = Static<typeof OverviewSchema>
