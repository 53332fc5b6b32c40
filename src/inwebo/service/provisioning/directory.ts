import { type Static, Type } from '@sinclair/typebox'
import { closedObject } from '../../../lib/closed-object.ts'
import { literals } from '../../../lib/literals.ts'
import { moment } from '../../../lib/moment.ts'
import type { Account } from '../../../sandbox/accounts/account.ts'
import type { MemoryShare } from '../../../sandbox/memory/memory.ts'
import type { Sandbox } from '../../../sandbox/sandbox.ts'
import { ACCOUNT_ID } from '../../../wire/account.ts'

/** Characters of a text that the directory keeps. */
export const MAX_LINE = 200

const text = Type.String({ maxLength: MAX_LINE })
const time = moment()

/** A code that does nothing yet: one that has to be activated, or the code of an activation link. */
const DormantCodeSchema = closedObject({
  kind: literals(['inactive', 'link']),
  code: Type.String({ pattern: '^[0-9a-f]{1,32}$' }),
  purpose: literals(['enrollment', 'resetPIN']),
  expiresAt: time,
  codeId: Type.Optional(Type.Integer({ minimum: 1, description: 'Number of the code that a link led to last' }))
})
export type DormantCode = Static<typeof DormantCodeSchema>

const EntrySchema = closedObject({
  loginId: Type.Integer({ minimum: 1 }),
  firstname: text,
  name: text,
  mail: text,
  phone: Type.String({ maxLength: MAX_LINE, description: 'As it was written, where the account has no number by it' }),
  extrafields: text,
  role: Type.Integer({ minimum: 0, maximum: 2 }),
  createdBy: Type.Integer({ minimum: 0, maximum: 1 }),
  lastLogin: time,
  isCounterReset: Type.Boolean({ description: 'Whether the wrong PINs were cleared since the last login' }),
  groups: Type.Record(Type.String({ pattern: '^\\d{1,9}$' }), Type.Integer({ minimum: 0, maximum: 2 }), { maxProperties: 10, description: 'The role in each group, by the id of the group' }),
  dormant: Type.Optional(DormantCodeSchema)
})
/** What the console of inWebo knows of a login besides its account; a value, replaced whole. */
export type DirectoryEntry = Readonly<Static<typeof EntrySchema>>

/** Ids of logins begin after it. */
const FIRST_ID = 10_000
/** How many entries a snapshot may have. */
const MAX_ENTRIES = 1_000_000
/** Bytes of an entry with short texts. */
const ENTRY = 1200

/** The directory of the service: the ids of its logins, and what only the console of inWebo knows of them. */
export class Directory {
  static readonly key = 'directory'
  static readonly StateSchema = closedObject({
    lastId: Type.Integer({ minimum: 0 }),
    entries: Type.Record(Type.String({ pattern: ACCOUNT_ID }), EntrySchema, { maxProperties: MAX_ENTRIES, description: 'By the id of the account' })
  })

  readonly #memory: MemoryShare
  readonly #entries = new Map<string, DirectoryEntry>()
  /** Ids of accounts, by the id of the login and by the code that is dormant. */
  readonly #byLoginId = new Map<number, string>()
  readonly #byCode = new Map<string, string>()
  /** Ids of the accounts of each group. */
  readonly #members = new Map<number, Set<string>>()
  #lastId = FIRST_ID

  constructor ({ memory }: Sandbox) {
    this.#memory = memory
  }

  /** The entry of an account; one that the console has not seen yet gets its id now. */
  of ({ id, login }: Account): DirectoryEntry {
    return this.#entries.get(id) ?? this.put(id, {
      loginId: ++this.#lastId,
      firstname: '',
      name: '',
      mail: login.includes('@') ? login.slice(0, MAX_LINE) : '',
      phone: '',
      extrafields: '',
      role: 0,
      createdBy: 0,
      lastLogin: 0,
      isCounterReset: false,
      groups: {}
    })
  }

  /** The id of the account of a login. */
  accountOf (loginId: number): string | undefined {
    return this.#byLoginId.get(loginId)
  }

  /** The id of the account whose dormant code this is. */
  holderOf (code: string): string | undefined {
    return this.#byCode.get(code)
  }

  /** How many logins are in a group. */
  countMembers (group: number): number {
    return this.#members.get(group)?.size ?? 0
  }

  /** The ids of the accounts in a group. */
  membersOf (group: number): Iterable<string> {
    return this.#members.get(group) ?? []
  }

  put (account: string, entry: DirectoryEntry): DirectoryEntry {
    this.forgetAccount(account)
    this.#entries.set(account, entry)
    for (const group of Object.keys(entry.groups)) this.#members.set(Number(group), (this.#members.get(Number(group)) ?? new Set()).add(account))
    this.#byLoginId.set(entry.loginId, account)
    if (entry.dormant !== undefined) this.#byCode.set(entry.dormant.code, account)
    this.#memory.add(ENTRY)
    return entry
  }

  forgetAccount (account: string): void {
    const entry = this.#entries.get(account)
    if (entry === undefined) return
    this.#entries.delete(account)
    this.#byLoginId.delete(entry.loginId)
    for (const group of Object.keys(entry.groups)) this.#members.get(Number(group))?.delete(account)
    if (entry.dormant !== undefined) this.#byCode.delete(entry.dormant.code)
    this.#memory.add(-ENTRY)
  }

  /** Whether a text is a code that can still be made to work. */
  isSecret (text: string): boolean {
    return this.#byCode.has(text)
  }

  reset (): void {
    for (const account of [...this.#entries.keys()]) this.forgetAccount(account)
    this.#lastId = FIRST_ID
  }

  save (): Static<typeof Directory.StateSchema> {
    return { lastId: this.#lastId, entries: Object.fromEntries(this.#entries) }
  }

  restore ({ lastId, entries }: Static<typeof Directory.StateSchema>): void {
    this.reset()
    for (const [account, entry] of Object.entries(entries)) this.put(account, entry)
    this.#lastId = lastId
  }
}
