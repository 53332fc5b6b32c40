import { signal } from '@preact/signals'
import { readRoute, sandboxOf } from './route.ts'

/** The sandbox that the page is about. */
export const sandbox = sandboxOf(location.pathname)

export const route = signal(readRoute(location.hash))
addEventListener('hashchange', () => { route.value = readRoute(location.hash) })

/** Goes to another route in place of this one, at once, so that a field that the route holds keeps what is typed. */
export function narrowTo (hash: string): void {
  history.replaceState(null, '', hash)
  route.value = readRoute(hash)
}
