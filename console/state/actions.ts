import { ApiError, askForCode, get, send } from './server/api.ts'
import { cellId, isPlain } from './derived/cells.ts'
import { attempt, say, tell, trySend } from './page/notice.ts'
import { said, words } from './page/language.ts'
import { isLive } from './server/link.ts'
import { clock, currentWorld, faults, showWorld } from './world/store.ts'
import type { Account, Clock, Fault, Push, PushAnswer, RuleInput, Scenario } from './world/wire.ts'

/** A rule as it can be sent again. */
export const ruleOf = ({ hits: _, remaining: _remaining, targets: _targets, shadowedBy: _shadowedBy, explanation: _explanation, ...rule }: Fault): RuleInput => rule

/** Puts faults in place of all there are, with their hits. */
const putBack = (before: readonly Fault[]): Promise<unknown> => send('PUT', 'faults', { faults: before })

/** Ends every fault; undoable. */
export async function restoreAll (): Promise<void> {
  const before = faults.value
  if (before.length === 0 || !isLive.value) return
  await attempt(async () => {
    await send('DELETE', 'faults')
    tell(words.value.fault.restored(before.length), async () => await putBack(before))
  })
}

export const switchOff = (id: string): Promise<unknown> => trySend('DELETE', `faults/${encodeURIComponent(id)}`)

/** Switches a code for one operation; an operation answers one code at a time. */
export async function switchCell (operation: string, code: number, on: boolean): Promise<void> {
  const id = cellId(operation, code)
  await attempt(async () => {
    if (!on) return await send('DELETE', `faults/${id}`)
    const others = faults.value.filter((fault) => fault.id !== id && fault.match.operation === operation && fault.id.startsWith(`${operation}.`) && isPlain(fault))
    for (const other of others) await send('DELETE', `faults/${encodeURIComponent(other.id)}`)
    return await send('PUT', `faults/${id}`, { match: { operation }, effect: { error: code } })
  })
}

/** Switches a code for every operation that documents it, as a message or as the network shows it. */
export const switchEverywhere = (code: number, on: boolean, asTransport = false): Promise<unknown> =>
  on ? trySend('PUT', `faults/${code}`, asTransport ? { as: 'transport' } : undefined) : switchOff(String(code))

/** Starts a scenario in place of all faults; undoable. */
export async function startScenario ({ name, title }: Scenario): Promise<void> {
  const before = faults.value
  await attempt(async () => {
    await send('PUT', `scenarios/${encodeURIComponent(name)}/active`)
    tell(words.value.switches.started(said(title)), async () => await putBack(before))
  })
}

/** Ends a scenario, and no fault that was switched on beside it; undoable. */
export async function endScenario ({ name, faults: own }: Scenario): Promise<void> {
  const before = faults.value
  await attempt(async () => {
    await send('DELETE', `scenarios/${encodeURIComponent(name)}/active`)
    tell(words.value.fault.restored(own.length), async () => await putBack(before))
  })
}

/** Moves, stops or starts the clock of the sandbox. */
export async function changeClock (change: { readonly advance?: string | number, readonly now?: string, readonly frozen?: boolean }): Promise<void> {
  await attempt(async () => {
    const changed = await send<Clock>('PUT', 'clock', change)
    if (changed !== undefined) showWorld({ ...currentWorld(), clock: changed })
  })
}

export const freezeOrRun = (): Promise<void> => changeClock({ frozen: !clock.value.frozen })

/** Takes the sandbox back to the fixtures; undoable but for the journal. */
export async function resetSandbox (): Promise<void> {
  await attempt(async () => {
    const state = await get<unknown>('state')
    await send('POST', 'reset')
    tell(words.value.sandbox.wasReset, async () => await send('PUT', 'state', state))
  })
}

/** Empties the inbox; undoable. */
export async function clearSms (): Promise<void> {
  await attempt(async () => {
    const state = await get<unknown>('state')
    await send('DELETE', 'sms')
    tell(words.value.phones.cleared, async () => await send('PUT', 'state', state))
  })
}

/** Has a code sent to an account, as its app would; what the app would be told is told. */
export async function sendCode ({ id, trustedPhoneNumber }: Account): Promise<void> {
  await attempt(async () => {
    const { error } = await askForCode(id, trustedPhoneNumber ?? '')
    if (error !== undefined) throw new ApiError(0, `${error.code} ${error.label.trim()}`)
    say(words.value.phones.sent(id))
  })
}

/** Answers a push in place of its user. */
export const answerPush = ({ sessionId }: Push, answer: PushAnswer): Promise<unknown> => trySend('POST', `pushes/${sessionId}`, { answer })

/** The PIN of an account, which the server tells to who asks for it. */
export const readPin = async (id: string): Promise<string | undefined> =>
  (await attempt(() => get<Account>(`${accountPath(id)}?secrets=true`)))?.pin

/** Empties the journal. */
export async function clearJournal (): Promise<void> {
  await attempt(async () => {
    await send('DELETE', 'requests')
    tell(words.value.traffic.cleared)
  })
}

/** Changes an account by a merge patch, and says what was done. */
export async function patchAccount (id: string, patch: object, done?: string): Promise<void> {
  if (await trySend('PATCH', accountPath(id), patch) !== undefined && done !== undefined) tell(words.value.accounts.done(done))
}

export const accountPath = (id: string): string => `accounts/${encodeURIComponent(id)}`

/** Deletes an account; undoable. */
export async function deleteAccount ({ id }: Account): Promise<void> {
  await attempt(async () => {
    const state = await get<unknown>('state')
    await send('DELETE', accountPath(id))
    tell(words.value.accounts.deleted(id), async () => await send('PUT', 'state', state))
  })
}

/** Changes a car of an account by a merge patch, and says what was done. */
export const changeCar = (account: string, vin: string, patch: object, done: string): Promise<void> => recover(done, 'PATCH', `${accountPath(account)}/vehicles/${vin}`, patch)

/** Ends a subscription, as a server that goes down. */
export const endSubscription = (id: string): Promise<unknown> => trySend('DELETE', `subscriptions/${encodeURIComponent(id)}`)

/** Makes an account that is like another. */
export const makeAccount = async (id: string, like: string): Promise<boolean> => await trySend('PUT', accountPath(id), { like }) !== undefined

/** Carries something out for an account, and says that it is done. */
export async function recover (done: string, ...action: Parameters<typeof trySend>): Promise<void> {
  if (await trySend(...action) !== undefined) tell(words.value.accounts.done(done))
}
