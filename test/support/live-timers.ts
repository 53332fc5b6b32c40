import { createHook } from 'node:async_hooks'

/** Watches the timers that the server's own code sets; answers how many of them are left. */
export function watchTimers (): () => number {
  const live = new Set<number>()
  createHook({
    init: (id, type) => { if (type === 'Timeout' && /\/(src|routes)\/(?!.*node_modules)/.test(String(new Error('here').stack))) live.add(id) },
    destroy: (id) => { live.delete(id) }
  }).enable()
  return () => live.size
}
