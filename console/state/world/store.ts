import { computed, type ReadonlySignal, signal } from '@preact/signals'
import { isRunning } from '../derived/cells.ts'
import { emptyWorld, type World } from './world.ts'

const world = signal(emptyWorld)

/** A part of what is known; draws anew what shows it when that part is another. */
const part = <Name extends keyof World>(name: Name): ReadonlySignal<World[Name]> => computed(() => world.value[name])

export const server = part('server')
export const isCut = part('isCut')
export const sms = part('sms')
export const pushes = part('pushes')
export const entries = part('entries')
export const faults = part('faults')
export const scenarios = part('scenarios')
export const accounts = part('accounts')
export const commands = part('commands')
export const carChanges = part('carChanges')
export const subscriptionChanges = part('subscriptionChanges')
export const clock = part('clock')
export const contract = part('contract')
export const met = part('met')
export const documented = part('documented')

/** Whether a first snapshot has come. */
export const loaded = computed(() => world.value !== emptyWorld)

/** The scenario whose faults are on. */
export const running = computed(() => scenarios.value.find((scenario) => isRunning(scenario, faults.value)))

/** All that is known now, at once. */
export const currentWorld = (): World => world.peek()

/** Shows another world; what is the same object draws nothing. */
export function showWorld (shown: World): void {
  world.value = shown
}
