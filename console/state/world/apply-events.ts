import type { Command, Entry, Fault, Push, ServerEvent, Sms } from './wire.ts'
import { KEPT, type World } from './world.ts'

/** Applies events to a world. Each is absolute for its id, so that one applied twice changes nothing. */
export const applyEvents = (world: World, events: readonly ServerEvent[]): World => events.reduce(step, world)

function step (world: World, event: ServerEvent): World {
  switch (event.type) {
    case 'sms': return isBefore(event.data, world) ? world : cut({ ...world, sms: upsert(world.sms, event.data) })
    case 'push': return { ...world, pushes: waitingWith(world.pushes, event.data) }
    case 'request': return applyEntry(world, event.data)
    case 'fault': return applyFault(world, event.data)
    case 'account': return applyAccount(world, event.data)
    case 'subscription': return { ...world, subscriptionChanges: world.subscriptionChanges + 1 }
    case 'vehicle': return { ...world, carChanges: world.carChanges + 1 }
    case 'command': return { ...world, commands: newestWith(world.commands, event.data) }
    case 'clock': return { ...world, clock: event.data }
    case 'cleared': return event.data.what === 'sms' ? { ...world, sms: [], isCut: { ...world.isCut, sms: false } } : { ...world, entries: [], isCut: { ...world.isCut, entries: false } }
    default: return world
  }
}

/** A RESULT is an entry that the server began. */
const applyEntry = (world: World, entry: Entry): World => cut({
  ...world,
  entries: upsert(world.entries, entry),
  met: meet(world, entry),
  subscriptionChanges: world.subscriptionChanges + (entry.direction === 'out' ? 1 : 0)
})

/** Whether a message is one of those that the page has not loaded: what becomes of its code is no news. */
function isBefore ({ id, sentAt }: Sms, { isCut, sms }: World): boolean {
  const oldest = sms.at(-1)
  return isCut.sms && oldest !== undefined && sentAt < oldest.sentAt && !sms.some((known) => known.id === id)
}

/** Puts an item in place of the one with its id, else in front. */
function upsert<Item extends { readonly id: string }> (items: readonly Item[], item: Item): readonly Item[] {
  const index = items.findIndex(({ id }) => id === item.id)
  return index === -1 ? [item, ...items.slice(0, KEPT - 1)] : items.with(index, item)
}

/** The newest command of each car, with one more; the cars that were commanded longest ago are forgotten. */
function newestWith (commands: World['commands'], command: Command): World['commands'] {
  const others = [...commands].filter(([vin]) => vin !== command.vin)
  return new Map([...others.slice(-KEPT + 1), [command.vin, command]])
}

/** The pushes that wait, after what became of one. */
function waitingWith (pushes: readonly Push[], push: Push): readonly Push[] {
  const others = pushes.filter(({ sessionId }) => sessionId !== push.sessionId)
  return push.state === 'waiting' ? [push, ...others.slice(0, KEPT - 1)] : others
}

/** Says of lists that are full that the server may have more. */
function cut (world: World): World {
  const { isCut, sms, entries } = world
  const isNow = { sms: isCut.sms || sms.length >= KEPT, entries: isCut.entries || entries.length >= KEPT }
  return isNow.sms === isCut.sms && isNow.entries === isCut.entries ? world : { ...world, isCut: isNow }
}

/** The documented cell that an answer belongs to. */
export function cellOf ({ operation, code }: Pick<Entry, 'operation' | 'code'>, { contract }: Pick<World, 'contract'>): string | undefined {
  if (operation === null || code === null) return undefined
  const described = [...contract.operations, ...contract.facade].find(({ id }) => id === operation)
  return described?.errors.some((error) => error.code === code) === true ? `${operation} ${code}` : undefined
}

function meet (world: World, entry: Entry): ReadonlySet<string> {
  const cell = cellOf(entry, world)
  return cell === undefined || world.met.has(cell) ? world.met : new Set([...world.met, cell])
}

type FaultEvent = Extract<ServerEvent, { type: 'fault' }>['data']

function applyFault (world: World, event: FaultEvent): World {
  const changed = changeFaults(world, event)
  const shadows = 'shadows' in event ? event.shadows : undefined
  return shadows === undefined ? changed : { ...changed, faults: changed.faults.map((fault) => shade(fault, shadows[fault.id] ?? null)) }
}

const shade = (fault: Fault, shadowedBy: string | null): Fault => fault.shadowedBy === shadowedBy ? fault : { ...fault, shadowedBy }

function changeFaults (world: World, event: FaultEvent): World {
  switch (event.what) {
    case 'cleared': return { ...world, faults: [] }
    case 'deleted': return { ...world, faults: world.faults.filter(({ id }) => id !== event.id) }
    case 'hit': return { ...world, faults: world.faults.map((known) => known.id === event.id ? { ...known, hits: event.hits, remaining: event.remaining } : known) }
    case 'put': return { ...world, faults: [event.fault, ...world.faults.filter(({ id }) => id !== event.id)] }
  }
}

function applyAccount (world: World, { id, account }: Extract<ServerEvent, { type: 'account' }>['data']): World {
  if (account === null) return { ...world, accounts: world.accounts.filter((known) => known.id !== id), pushes: world.pushes.filter((push) => push.account !== id) }
  const index = world.accounts.findIndex((known) => known.id === id)
  return { ...world, accounts: index === -1 ? [...world.accounts, account] : world.accounts.with(index, account) }
}
