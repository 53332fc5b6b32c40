import { Type } from '@sinclair/typebox'
import { Invalid } from '../../src/lib/errors.ts'
import { type Account, completeAccount } from '../../src/sandbox/accounts/account.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { Snapshots } from '../../src/sandbox/snapshot.ts'
import { fewTargetsSandbox } from './few-targets.ts'
import { sms } from './inbox.ts'
import { START } from './inwebo.ts'

/** A part that keeps words, of which one must not be in a snapshot. */
export class Words {
  static readonly key = 'words'
  static readonly StateSchema = Type.Array(Type.String())
  static check (words: readonly string[]): void { if (words.includes('wrong')) throw new Invalid('words.0 is wrong.') }
  words: string[] = []
  reset (): void { this.words = [] }
  save (): string[] { return [...this.words] }
  restore (words: readonly string[]): void { this.words = [...words] }
}

export const snapshots = new Snapshots([Words])

/** An account that has nothing out of the ordinary. */
export const account = (id: string): Account => completeAccount({ id }, START)

/** A sandbox with the fixtures alice and bob. */
export const twoFixtures = (): Sandbox => fewTargetsSandbox({}, [account('alice'), account('bob')])

const newCode = (account: string) =>
  ({ account, purpose: 'enrollment', code: '1234', phoneNumber: '+33612345678', sentAt: START, expiresAt: START + 900_000 }) as const

/** One with something of everything: a clock that was set, accounts of its own, codes, messages, words. */
export function busySandbox (): Sandbox {
  const sandbox = twoFixtures()
  sandbox.reseed(7)
  sandbox.random.digits(5)
  sandbox.clock.freeze(true)
  sandbox.clock.set(START + 5)
  sandbox.accounts.put(account('carol'))
  sandbox.accounts.delete('bob')
  sandbox.codes.end(sandbox.codes.issue(newCode('alice')), 'used')
  sandbox.codes.issue({ ...newCode('alice'), replacesDevices: true })
  sandbox.inbox.deliver(sms('gone'))
  sandbox.inbox.clear()
  sandbox.inbox.deliver(sms('here'))
  sandbox.inbox.deliver(sms('late', 2), START + 60_000)
  sandbox.part(Words).words.push('one')
  return sandbox
}

/** A snapshot as it comes back over JSON. */
export const take = (sandbox: Sandbox, accounts: 'all' | 'changed' = 'all') =>
  JSON.parse(JSON.stringify(snapshots.take(sandbox, accounts))) as Parameters<Snapshots['restore']>[1]
