import { signal } from '@preact/signals'
import { send } from '../server/api.ts'
import { words } from './language.ts'

/** Milliseconds that a toast stays. */
const STAY = 8000

export interface Toast {
  readonly text: string
  readonly bad: boolean
  readonly undo?: (() => Promise<unknown>) | undefined
}

export const toast = signal<Toast | undefined>(undefined)
/** What a screen reader says next. */
export const said = signal('')

let timer: ReturnType<typeof setTimeout> | undefined

function show (shown: Toast | undefined): void {
  clearTimeout(timer)
  toast.value = shown
  if (shown !== undefined) timer = setTimeout(() => { toast.value = undefined }, STAY)
}

/** Tells what was done, and how to take it back. */
export function tell (text: string, undo?: () => Promise<unknown>): void {
  show({ text, bad: false, undo })
  say(text)
}

export const dismiss = (): void => show(undefined)

/** Goes with what was looked at, unless it is the way back. */
export function leaveToast (): void {
  if (toast.peek()?.undo === undefined) dismiss()
}

/** Has a screen reader say something; said again when it is the same. */
export const say = (text: string): void => { said.value = said.peek() === text ? `${text}\u00a0` : text }

/** Carries something out; what the server refuses is told in its own words. */
export async function attempt<Result> (action: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await action()
  } catch (error) {
    show({ text: error instanceof Error && error.name === 'Error' ? error.message : words.value.lost, bad: true })
    return undefined
  }
}

/** Takes back what was done last. */
export function undo (): void {
  const action = toast.value?.undo
  if (action === undefined) return
  dismiss()
  attempt(action).catch(() => {})
}

/** Sends something, as `attempt`. */
export const trySend = async (...args: Parameters<typeof send>): Promise<unknown> => await attempt(async () => await send(...args) ?? true)
