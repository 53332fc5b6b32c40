import { get } from './api.ts'
import { currentWorld } from './store.ts'
import type { Account, Clock, Contract, CoverageView, Entry, Fault, Scenario, Sms } from './wire.ts'
import type { Stale, World } from './world.ts'

/** Messages and requests that a snapshot brings. */
const FIRST = 200

let contract: Promise<Contract> | undefined

/** Asks for everything that the page shows. */
export async function askWorld (): Promise<World> {
  contract ??= get<Contract>('contract')
  const [{ messages }, { requests }, { faults }, { scenarios }, { accounts }, clock, coverage, operations] = await Promise.all([
    get<{ messages: Sms[] }>(`sms?limit=${FIRST}`),
    get<{ requests: Entry[] }>(`requests?limit=${FIRST}`),
    get<{ faults: Fault[] }>('faults'),
    get<{ scenarios: Scenario[] }>('scenarios'),
    get<{ accounts: Account[] }>('accounts'),
    get<Clock>('clock'),
    get<CoverageView>('coverage'),
    contract.catch((error: unknown) => {
      contract = undefined
      throw error
    })
  ])
  return { sms: messages, entries: requests, faults, scenarios, accounts, clock, contract: operations, ...cellsOf(coverage) }
}

/** Asks again for what events left open. */
export async function refresh (stale: ReadonlySet<Stale>): Promise<World> {
  if (stale.has('all')) return await askWorld()
  const { faults } = await get<{ faults: Fault[] }>('faults')
  return { ...currentWorld(), faults }
}

function cellsOf ({ documented, operations }: CoverageView): Pick<World, 'met' | 'documented'> {
  const answered = operations.flatMap(({ operation, codes }) => codes.flatMap(({ code, answered }) => answered > 0 ? [`${operation} ${code}`] : []))
  return { met: new Set(answered), documented }
}
