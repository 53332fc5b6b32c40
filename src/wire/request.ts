import { type Static, type TSchema, Type } from '@sinclair/typebox'
import { closedObject } from '../lib/closed-object.ts'
import { literals } from '../lib/literals.ts'
import { LONGEST_SEARCH } from '../words/bounds.ts'
import { FACES } from '../words/faces.ts'
import { OUTCOMES } from '../words/outcomes.ts'

/** Which way a message went. */
const DIRECTIONS = ['in', 'out'] as const
export type Direction = typeof DIRECTIONS[number]

/** How an exchange can end, and by whom. */
export const ENDS = ['answered', 'closed', 'reset'] as const
export const END_CAUSES = ['client', 'server'] as const

/** What a message can say. */
export const ENTRY_STATUSES = ['SUCCEEDED', 'FAILED', 'RESULT'] as const
export type EntryStatus = typeof ENTRY_STATUSES[number]

const orNull = <Schema extends TSchema>(schema: Schema, description?: string) =>
  Type.Union([schema, Type.Null()], description === undefined ? {} : { description })

/** A field of an account, or of a car, that a request changed. */
export const ChangeSchema = Type.Object({
  account: Type.String(),
  vehicle: Type.Optional(Type.String({ description: 'VIN of the car whose field it is' })),
  field: Type.String({ description: 'Such as trustedPhoneNumber, inwebo.activated or doors.state; * for an account made or deleted' }),
  from: Type.Unknown(),
  to: Type.Unknown()
}, { title: 'Change' })
export type Change = Static<typeof ChangeSchema>

const direction = literals(DIRECTIONS, { description: 'in: a client asked; out: the server spoke' })

/** A journal entry as the admin API shows it. */
export const EntrySchema = Type.Object({
  id: Type.String({ description: 'The transaction id' }),
  at: Type.String({ description: 'ISO 8601, by the clock of the sandbox' }),
  arrival: Type.Number({ description: 'When it came in, by a clock that nobody moves: milliseconds since the server began, so the order is kept and pauses can be told where the clock of the sandbox stands' }),
  face: orNull(literals(FACES), 'null for a request that no route takes'),
  channel: Type.String({ description: 'What carried it: http, sse for a RESULT, or mqtt' }),
  direction,
  method: orNull(Type.String(), 'null where it was not HTTP, as in the next four'),
  path: orNull(Type.String(), 'Without the prefix of the sandbox'),
  query: orNull(Type.String(), 'Secrets are masked'),
  userAgent: orNull(Type.String()),
  operation: orNull(Type.String()),
  account: orNull(Type.String()),
  device: orNull(Type.String()),
  phoneNumber: orNull(Type.String(), 'E.164'),
  parameters: orNull(Type.Record(Type.String(), Type.Unknown()), 'Secrets are masked'),
  status: orNull(literals(ENTRY_STATUSES), 'What the message said; null where a fault broke it'),
  answered: Type.Boolean({ description: 'Whether the client got an answer, be it a broken one' }),
  httpStatus: orNull(Type.Integer(), 'null where the client got no answer of HTTP'),
  code: Type.Union([Type.Integer(), Type.String(), Type.Null()], { description: 'A PIMS code, or the error of the face' }),
  fault: orNull(Type.Object({ rule: orNull(Type.String()), effect: Type.Unknown(), delay: Type.Number() }), 'The fault that hit; without a rule, the request asked for it itself'),
  changes: Type.Array(ChangeSchema, { description: 'What it changed in the accounts and their cars' }),
  violations: Type.Array(Type.String(), { description: 'Parameters that the operation does not know, and what else was against the protocol and let through' }),
  sms: orNull(Type.String(), 'Id of the message that it sent'),
  reason: orNull(Type.String(), 'Why it was refused, where more is known than the answer said'),
  duration: Type.Number({ description: 'Milliseconds until it was recorded, right before its answer left' }),
  end: orNull(Type.Object({
    how: literals(ENDS, { description: 'answered: with a whole answer; closed: the connection was; reset: by a TCP RST' }),
    by: literals(END_CAUSES),
    after: Type.Number({ description: 'Milliseconds since it came in' })
  }), 'How its exchange ended; null while it goes on: a hang is recorded when it begins, a subscription when it is acknowledged')
}, { title: 'JournalEntry' })
export type EntryView = Static<typeof EntrySchema>

/** A page of the journal. */
export const EntryListSchema = Type.Object({
  requests: Type.Array(EntrySchema, { description: 'Newest first' }),
  total: Type.Integer({ description: 'How many match, on all pages' })
}, { title: 'JournalEntryList' })

const Headers = Type.Record(Type.String(), Type.Unknown())
const body = Type.Unknown({ description: 'JSON, a form as an object, or text; at most 4 KiB; null when there was none' })

/** A journal entry with what went over the wire, secrets masked. */
export const EntryDetailsSchema = Type.Composite([EntrySchema, Type.Object({
  request: orNull(Type.Object({ method: Type.String(), path: Type.String({ description: 'With its query' }), headers: Headers, body }), 'null where it was not HTTP'),
  answer: orNull(Type.Object({ status: Type.Integer(), headers: Headers, body }), 'null where the client got no whole answer'),
  mqtt: orNull(Type.Object({
    topic: orNull(Type.String(), 'null for a connection'),
    qos: Type.Integer(),
    direction,
    payload: body
  }), 'null where it was not MQTT'),
  message: orNull(Type.Unknown(), 'What a RESULT said; null where a client asked'),
  prefix: orNull(Type.String(), 'What stood before the path: /sandbox/{id}, or nothing where it was X-Sandbox that named the sandbox, or none was; null where it was not HTTP'),
  answeredAt: Type.String({ description: 'The time that the answer goes by, such as that of a token in it: ISO 8601, by the clock of the sandbox; later than `at` where it was held back' })
})], { title: 'RequestDetails' })
export type EntryDetails = Static<typeof EntryDetailsSchema>

/** The forms in which requests can be taken away. */
export const EXPORT_FORMATS = ['har', 'curl', 'markdown', 'text'] as const
export type ExportFormat = typeof EXPORT_FORMATS[number]

const Pairs = Type.Array(Type.Object({ name: Type.String(), value: Type.String() }))
const Message = { httpVersion: Type.String(), cookies: Pairs, headers: Pairs, headersSize: Type.Integer(), bodySize: Type.Integer() }

/** HAR 1.2, as much of it as a server knows. */
export const HarSchema = Type.Object({
  log: Type.Object({
    version: Type.Literal('1.2'),
    creator: Type.Object({ name: Type.String(), version: Type.String() }),
    comment: Type.String({ description: 'Which sandbox, and whether secrets are masked' }),
    _seed: Type.Integer({ description: 'What the random numbers of the sandbox began from' }),
    _sandbox: Type.String({ description: 'Id of the sandbox' }),
    _url: Type.String({ description: 'Of the sandbox: what the URLs of the entries begin with, however it was named' }),
    _secrets: literals(['masked', 'shown']),
    _clock: Type.Object({ now: Type.String(), frozen: Type.Boolean() }, { description: 'Of the sandbox, at the export' }),
    _settings: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()]), { description: 'Those of the sandbox that are not the default, and PUBLIC_URL, by their names in the environment' }),
    _missing: Type.Object({ requests: Type.Integer(), admin: Type.Integer() }, { description: 'How many requests, and calls of the admin API, came since the sandbox began or was reset that are not here: forgotten, cleared away, left out by a filter, or not HTTP' }),
    _admin: Type.Array(Type.Object({
      startedDateTime: Type.String({ description: 'By the clock of the sandbox, when it was done' }),
      method: Type.String(),
      path: Type.String({ description: 'With its query' }),
      body: Type.Optional(Type.Unknown()),
      _arrival: EntrySchema.properties.arrival
    }), { description: 'The calls of the admin API that changed the sandbox since it began or was reset: faults, accounts, clock and the like' }),
    entries: Type.Array(Type.Object({
      startedDateTime: Type.String({ description: 'By the clock of the sandbox' }),
      time: Type.Number({ description: 'Milliseconds' }),
      request: Type.Object({ method: Type.String(), url: Type.String(), ...Message, queryString: Pairs, postData: Type.Optional(Type.Object({ mimeType: Type.String(), text: Type.String(), params: Type.Optional(Pairs) }, { description: 'params as well for a form' })) }),
      response: Type.Object({
        status: Type.Integer({ description: '-1 where the client got no whole answer' }),
        statusText: Type.String(),
        ...Message,
        content: Type.Object({ size: Type.Integer(), mimeType: Type.String(), text: Type.String() }),
        redirectURL: Type.String(),
        _error: Type.Optional(Type.String({ description: 'Why the client got no whole answer' }))
      }),
      cache: Type.Object({}),
      timings: Type.Object({ send: Type.Number(), wait: Type.Number(), receive: Type.Number() }),
      comment: Type.Optional(Type.String({ description: 'Why it was refused or not answered, and what is not kept of it' })),
      _id: EntrySchema.properties.id,
      _arrival: EntrySchema.properties.arrival,
      _answeredAt: Type.String({ description: 'The time that the answer goes by, by the clock of the sandbox' }),
      _operation: EntrySchema.properties.operation,
      _account: EntrySchema.properties.account,
      _code: EntrySchema.properties.code,
      _fault: EntrySchema.properties.fault,
      _end: EntrySchema.properties.end,
      _prefix: EntryDetailsSchema.properties.prefix
    }))
  })
}, { title: 'Har' })
export type Har = Static<typeof HarSchema>

const Word = Type.String({ minLength: 1, maxLength: 200 })

/** Which entries of the journal are meant; what is absent matches anything. */
export const EntryFilterSchema = closedObject({
  operation: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'An id such as set.smscode.modifyPhoneNumber, or its last part' })),
  account: Type.Optional(Word),
  device: Type.Optional(Word),
  phoneNumber: Type.Optional(Type.String({ maxLength: 50, description: 'In any usual spelling' })),
  face: Type.Optional(literals(FACES)),
  code: Type.Optional(Type.Union([Type.Integer(), Word], { description: 'A PIMS code, or the error of the face' })),
  status: Type.Optional(Type.Union([Type.Integer(), Word], { description: 'SUCCEEDED, FAILED, RESULT, or an HTTP status' })),
  fault: Type.Optional(Type.String({ maxLength: 64, description: 'Id of the rule that hit' })),
  direction: Type.Optional(literals(DIRECTIONS, { description: 'in: a client asked; out: a RESULT' })),
  unrouted: Type.Optional(Type.Boolean({ description: 'true: what no route takes' }))
})
export type EntryFilter = Static<typeof EntryFilterSchema>

/** What can be looked for in the journal: its fields, how requests came out, and words. */
export const EntrySearchSchema = closedObject({
  ...EntryFilterSchema.properties,
  outcome: Type.Optional(literals(OUTCOMES, { description: 'failed: all that is not fine, whatever made it so; fault: what a fault did more to than hold it back' })),
  q: Type.Optional(Type.String({ maxLength: LONGEST_SEARCH, description: 'Words that all must be there, each in some field; upper and lower case are one' }))
})
export type EntrySearch = Static<typeof EntrySearchSchema>
