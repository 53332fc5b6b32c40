import { get } from '../server/api.ts'
import type { Account, Contract, Overview, Push } from './wire.ts'
import type { World } from './world.ts'

/** Messages, requests and accounts that a snapshot brings; lists go on from there when somebody looks. */
const FIRST = 80
/** Accounts that the page keeps. */
const MOST_ACCOUNTS = 1000

/** Asks for everything that the page shows. */
export async function askWorld (): Promise<World> {
  const [{ server, sms, late, requests, accounts, totals, coverage, faults, scenarios, clock }, { pushes }, contract] = await Promise.all([
    get<Overview>(`overview?limit=${FIRST}`),
    get<{ pushes: Push[] }>('pushes?state=waiting'),
    get<Contract>('contract', { cache: 'no-cache' }) // sent only when it is another
  ])
  return {
    server,
    sms: [...late.toReversed(), ...sms],
    pushes,
    entries: requests,
    accounts: accounts.concat(await askMoreAccounts(accounts, totals.accounts)),
    isCut: { sms: totals.sms > sms.length, entries: totals.requests > requests.length },
    commands: new Map(),
    carChanges: 0,
    subscriptionChanges: 0,
    faults,
    scenarios,
    clock,
    contract,
    met: new Set(coverage.met.flatMap(({ operation, codes }) => codes.map((code) => `${operation} ${code}`))),
    documented: coverage.documented
  }
}

/** The accounts after those that are known. */
async function askMoreAccounts (known: readonly Account[], total: number): Promise<Account[]> {
  const last = known.at(-1)
  if (last === undefined || total <= known.length) return []
  return (await get<{ accounts: Account[] }>(`accounts?limit=${MOST_ACCOUNTS - known.length}&after=${encodeURIComponent(last.id)}`)).accounts
}
