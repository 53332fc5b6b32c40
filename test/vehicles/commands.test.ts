import t, { type Test } from 'tap'
import { start } from '../support/start.ts'
import type { Command } from '../../src/vehicles/carry-out.ts'
import { Commands, MAX_COMMANDS, MAX_COMMANDS_OF_CAR, type Progress } from '../../src/vehicles/commands.ts'
import { Vehicles } from '../../src/vehicles/vehicles.ts'

const VIN = 'VR3UHZKXZL0000001'
const unlock: Command = { service: 'doors', lock: false }

/** A sandbox whose clock stands, with what its commands have told. */
async function standing (t: Test) {
  const { app, sandbox: opened, admin } = await start(t)
  const sandbox = opened()
  sandbox.clock.freeze(true)
  const told: Progress[] = []
  sandbox.events.on('command', (progress) => told.push(progress))
  const alice = () => {
    const account = sandbox.accounts.get('alice')
    if (account === undefined) throw new Error('no alice')
    return account
  }
  return {
    app,
    admin,
    sandbox,
    vehicles: sandbox.part(Vehicles),
    told,
    states: () => told.map(({ state }) => state),
    send: (command: Command, vin = VIN) => sandbox.part(Commands).send(alice(), vin, command),
    move: (milliseconds: number) => sandbox.clock.advance(milliseconds)
  }
}

t.test('a command is accepted, forwarded and done, step by step by the clock of the sandbox', async (t) => {
  const { send, states, move, vehicles, told } = await standing(t)
  const id = send(unlock)
  t.strictSame(states(), [], 'nothing at once: the acknowledgement comes first')
  move(50)
  t.strictSame(states(), ['accepted'])
  move(300)
  t.strictSame(states(), ['accepted', 'forwarded'])
  t.match(vehicles.get(VIN).doors, { state: ['Locked'] }, 'not yet')
  move(700)
  t.strictSame(states(), ['accepted', 'forwarded', 'done'])
  t.match(vehicles.get(VIN).doors, { state: ['Unlocked'] })
  t.match(told, [{ id, vin: VIN, account: 'alice' }, { id }, { id }])
})

t.test('a car that sleeps is woken first, and stays awake', async (t) => {
  const { admin, send, states, move, vehicles } = await standing(t)
  await admin('PATCH', `accounts/alice/vehicles/${VIN}`, { asleep: true })
  send(unlock)
  move(60)
  t.strictSame(states(), ['accepted', 'asleep'])
  t.equal(vehicles.get(VIN).asleep, true)
  move(3000)
  t.strictSame(states(), ['accepted', 'asleep', 'woken'])
  move(1000)
  t.strictSame(states(), ['accepted', 'asleep', 'woken', 'forwarded', 'done'])
  t.equal(vehicles.get(VIN).asleep, false)
})

t.test('where the clock is moved past it all, each step is as of its own time', async (t) => {
  const { admin, send, told, move, sandbox, vehicles } = await standing(t)
  await admin('PATCH', `accounts/alice/vehicles/${VIN}`, { asleep: true })
  const begin = sandbox.clock.now()
  send({ service: 'charge', start: true })
  move(3_600_000)
  t.strictSame(told.map(({ state, at }) => [state, at - begin]), [['accepted', 50], ['asleep', 50], ['woken', 3050], ['forwarded', 3350], ['done', 4050]])
  t.equal(vehicles.get(VIN).charge?.since, begin + 4050)
  t.equal(vehicles.get(VIN).battery?.level, 94, 'an hour of 7.4 kW')
})

t.test('a command that the car refuses says why, and changes nothing', async (t) => {
  const { send, told, move, vehicles } = await standing(t)
  const before = vehicles.get(VIN)
  send({ service: 'doors', lock: true })
  move(2000)
  t.match(told.at(-1), { state: 'refused', refusal: 'locked-already', reason: /Locked already/ })
  t.strictSame(vehicles.get(VIN), { ...before, updatedAt: before.updatedAt + 2000 })
})

t.test('a car that was taken off the account meanwhile is not theirs to command', async (t) => {
  const { admin, send, told, move } = await standing(t)
  send(unlock)
  await admin('DELETE', `accounts/alice/vehicles/${VIN}`)
  move(2000)
  t.match(told.at(-1), { state: 'refused', refusal: 'not-owner' })
})

t.test('commands under way are saved in a snapshot with the cars, go on from there, and are gone after a reset', async (t) => {
  const { app, admin, send, states, move, sandbox, vehicles } = await standing(t)
  send(unlock)
  move(60)
  const { body: snapshot = {} } = await admin('GET', 'state')
  t.match(snapshot, { commands: [{ vin: VIN, next: 'forwarded' }] })
  sandbox.reset()
  sandbox.clock.advance(60_000)
  t.strictSame(states(), ['accepted'], 'a reset ends it')
  t.match(await app.inject({ method: 'PUT', url: '/admin/state', payload: snapshot }), { statusCode: 204 })
  move(1000)
  t.strictSame(states(), ['accepted', 'forwarded', 'done'])
  t.match(vehicles.get(VIN).doors, { state: ['Unlocked'] })
})

t.test('so many commands may be under way for a car, and no more', async (t) => {
  const { send, move, sandbox } = await standing(t)
  for (let sent = 0; sent < MAX_COMMANDS_OF_CAR; sent++) send({ service: 'wakeUp' })
  t.throws(() => send(unlock), /20 remote commands are under way for VR3UHZKXZL0000001/)
  t.doesNotThrow(() => send(unlock, 'VR3UHZKXZL0000009'))
  move(2000)
  t.equal(sandbox.part(Commands).size, 0)
  t.doesNotThrow(() => send(unlock))
})

t.test('so many may be under way in a sandbox, and no more', async (t) => {
  const { send, move, sandbox } = await standing(t)
  for (let sent = 0; sent < MAX_COMMANDS; sent++) send({ service: 'wakeUp' }, `VR3UHZKXZM${String(Math.floor(sent / MAX_COMMANDS_OF_CAR)).padStart(7, '0')}`)
  t.equal(sandbox.part(Commands).size, 1000)
  t.throws(() => send(unlock), /1000 remote commands are under way in this sandbox/)
  move(2000)
  t.doesNotThrow(() => send(unlock))
})

t.test('the commands of an account that is deleted end with it', async (t) => {
  const { send, move, states, sandbox } = await standing(t)
  send(unlock)
  sandbox.deleteAccount('alice')
  move(2000)
  t.strictSame(states(), [])
})
