import { type Static, type TObject, type TSchema, Type } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { type Account, AccountSchema, completeAccount } from './accounts/account.ts'
import { findListMistake } from './accounts/check-accounts.ts'
import { checkTime } from './time/change-clock.ts'
import { CODE_ENDS } from './codes.ts'
import { AccountsFileSchema } from './accounts/fixtures.ts'
import { MAX_GONE } from './inbox.ts'
import { entriesSchema } from './memory/bounded-map.ts'
import type { Sandbox, SavedPart } from './sandbox.ts'
import { closedObject } from '../lib/closed-object.ts'
import { Invalid } from '../lib/errors.ts'
import { literals } from '../lib/literals.ts'
import { moment } from '../lib/moment.ts'
import { ACCOUNT_ID } from '../wire/account.ts'
import { PurposeSchema } from '../wire/sms.ts'

const MAX_ENTRIES = 1_000_000
const Time = moment()
const Line = Type.String({ maxLength: 1000 })
const Digits = Type.String({ pattern: '^\\d{1,16}$' })
const AccountIdSchema = Type.String({ pattern: ACCOUNT_ID })
const StreamSchema = Type.Array(Type.Integer({ minimum: -2147483648, maximum: 4294967295 }), { minItems: 4, maxItems: 4 })
const CodeIdSchema = Type.Integer({ minimum: 1, description: 'Number of the code in its sandbox' })
const SavedSmsSchema = closedObject({ id: Line, to: Line, code: Digits, codeId: CodeIdSchema, purpose: PurposeSchema, account: AccountIdSchema, text: Line, sentAt: Line, expiresAt: Time })
const code = {
  id: CodeIdSchema, account: AccountIdSchema, purpose: PurposeSchema, code: Digits, phoneNumber: Line, sentAt: Time, expiresAt: Time, attempts: Type.Integer({ minimum: 0 })
}

/** What a sandbox itself remembers. */
const core = {
  version: Type.Literal(1),
  seed: Type.Union([Type.Integer({ minimum: 0, maximum: 4294967295 }), Type.Null()], { description: 'What a reset begins with; null draws one' }),
  random: closedObject({ seed: Type.Integer({ minimum: 0, maximum: 4294967295 }), codes: StreamSchema, ids: StreamSchema, draws: StreamSchema }),
  clock: closedObject({ now: Type.Number({ description: 'Milliseconds since 1970, in the years 0000 to 9999' }), frozen: Type.Boolean() }),
  accounts: AccountsFileSchema,
  deletedAccounts: Type.Optional(Type.Array(AccountIdSchema, {
    maxItems: MAX_ENTRIES,
    description: 'With it, accounts has only what is not as in the fixtures, and this the fixtures that are gone'
  })),
  codes: Type.Array(closedObject({ ...code, replacesDevices: Type.Optional(Type.Literal(true)) }), { maxItems: MAX_ENTRIES, description: 'Codes sent and not used yet' }),
  endedCodes: Type.Array(closedObject({ ...code, end: literals(CODE_ENDS), endedAt: Time }), { maxItems: MAX_ENTRIES, description: 'Codes that can no longer be used, the oldest first' }),
  inbox: closedObject({
    messages: Type.Array(SavedSmsSchema, { maxItems: MAX_ENTRIES, description: 'The oldest first' }),
    late: Type.Array(closedObject({ sms: SavedSmsSchema, dueAt: Time }), { maxItems: MAX_ENTRIES, description: 'Messages on their way' }),
    gone: Type.Optional(entriesSchema(CodeIdSchema, MAX_GONE, 'Ids of messages that are no longer kept, with the number of the code: "after" of GET /admin/sms/latest takes them'))
  })
}

/** A snapshot; the state of each saved part is under its key. */
export type Snapshot = Static<TObject<typeof core>>

/** Takes snapshots of sandboxes and puts them back, with the parts that the faces keep in a sandbox. */
export class Snapshots {
  readonly #parts: readonly SavedPart[]
  /** All that a sandbox remembers but its journal; secrets (PINs, keys, codes, tokens) are in it by nature. */
  readonly Schema

  /** @param parts those that are saved; a part that is not among them is forgotten by a snapshot */
  constructor (parts: readonly SavedPart[]) {
    this.#parts = parts
    this.Schema = closedObject({
      ...core,
      ...Object.fromEntries(parts.map(({ key, StateSchema }): [string, TSchema] => [key, Type.Optional(StateSchema)]))
    }, { title: 'Snapshot' })
  }

  /**
   * Takes a snapshot.
   *
   * @param accounts whether with all accounts, or with those only that are not as in the fixtures
   */
  take (sandbox: Sandbox, accounts: 'all' | 'changed'): unknown {
    const { clock, random, codes, inbox } = sandbox
    sandbox.schedule.runDue()
    const { put, deleted } = sandbox.accounts.changes
    return {
      version: 1,
      seed: sandbox.seed ?? null,
      random: random.save(),
      clock: { now: clock.now(), frozen: clock.frozen },
      ...(accounts === 'all' ? { accounts: [...sandbox.accounts.values()] } : { accounts: put, deletedAccounts: deleted }),
      codes: [...codes.values()],
      endedCodes: [...codes.endedValues()],
      inbox: inbox.save(),
      ...Object.fromEntries(this.#parts.map((Kind) => [Kind.key, sandbox.part(Kind).save()]))
    }
  }

  /**
   * Puts a snapshot in place of all that a sandbox remembers. It must match `Schema`.
   *
   * @throws Invalid; nothing has changed then
   */
  restore (sandbox: Sandbox, snapshot: Snapshot): void {
    const { seed, random, clock, codes, endedCodes, inbox, deletedAccounts } = snapshot
    checkTime('clock.now', clock.now, clock.frozen)
    const accounts = readAccounts(snapshot.accounts, clock.now)
    refuseZeros(random)
    const states = this.#parts.map((Kind) => ({ Kind, state: Reflect.get(snapshot, Kind.key) as never })).filter(({ state }) => state !== undefined) // Schema has their StateSchema
    for (const { Kind, state } of states) Kind.check?.(state)

    sandbox.reset()
    sandbox.reseed(seed ?? undefined)
    sandbox.random.restore(random)
    sandbox.clock.resume(clock.now, clock.frozen)
    sandbox.accounts.restore(accounts, deletedAccounts)
    sandbox.codes.restore(codes, endedCodes)
    sandbox.inbox.restore(inbox)
    for (const { Kind, state } of states) sandbox.part(Kind).restore(state)
  }
}

function readAccounts (accounts: Snapshot['accounts'], now: number): Account[] {
  const mistake = findListMistake(accounts)
  if (mistake !== undefined) throw new Invalid(`accounts.${mistake}. Nothing was changed.`)
  return accounts.map((account) => Value.Check(AccountSchema, account) ? account : completeAccount(account, now))
}

/** A generator whose state is all zeros draws only zeros. */
function refuseZeros (random: Snapshot['random']): void {
  for (const stream of ['codes', 'ids', 'draws'] as const) {
    if (random[stream].every((part) => part === 0)) throw new Invalid(`random.${stream} is all zeros, from which nothing random comes. Send what GET /admin/state showed.`)
  }
}
