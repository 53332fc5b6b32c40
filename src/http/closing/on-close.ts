import type { Socket } from 'node:net'

import type { RawReply } from '../face-request.ts'
/** What has to be called when a connection closes. */
const callbacksOf = new WeakMap<Socket, Set<() => void>>()

/**
 * Calls a function once, when a response is over: it was sent, or its connection has closed. Node emits no `close` on a
 * response that waits behind another one of its connection, therefore the connection is watched too, with one listener.
 */
export function onClose ({ raw, request }: RawReply, callback: () => void): void {
  const callbacks = watch(request.raw.socket)
  const run = (): void => { if (callbacks.delete(run)) callback() }
  callbacks.add(run)
  raw.once('close', run)
  if (raw.destroyed || request.raw.socket.destroyed) run()
}

function watch (socket: Socket): Set<() => void> {
  const known = callbacksOf.get(socket)
  if (known !== undefined) return known
  const callbacks = new Set<() => void>()
  callbacksOf.set(socket, callbacks)
  socket.once('close', () => { for (const run of callbacks) run() })
  return callbacks
}
