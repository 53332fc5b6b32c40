import { get } from './api.ts'
import type { Account, Clock, Contract, CoverageView, Entry, Fault, Scenario, Sms } from './wire.ts'
import type { World } from './world.ts'

/** Messages and requests that a snapshot brings. */
const FIRST = 200

let contract: Promise<Contract> | undefined

/** Asks for everything that the page shows. */
export async function askWorld (): Promise<World> {
  contract ??= get<Contract>('contract')
  const [{ messages, late }, { requests }, { faults }, { scenarios }, { accounts }, clock, coverage, operations] = await Promise.all([
    get<{ messages: Sms[], late: Sms[] }>(`sms?limit=${FIRST}`),
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
  return { sms: [...late].reverse().concat(messages), entries: requests, faults, scenarios, accounts, clock, contract: operations, ...cellsOf(coverage) }
}

function cellsOf ({ documented, operations }: CoverageView): Pick<World, 'met' | 'documented'> {
  const answered = operations.flatMap(({ operation, codes }) => codes.flatMap(({ code, answered }) => answered > 0 ? [`${operation} ${code}`] : []))
  return { met: new Set(answered), documented }
}
