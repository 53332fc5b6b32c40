import type { Socket } from 'node:net'

/** A TLS socket, and what Node keeps of the TCP socket under it. */
type LayeredSocket = Socket & { readonly _parent?: Socket | null }

/** Sends a TCP RST, which a TLS socket cannot; a connection of `inject()` has no socket to send it on. */
export function resetConnection (socket: LayeredSocket): void {
  const tcp = socket._parent ?? socket
  if (typeof tcp.resetAndDestroy === 'function') tcp.resetAndDestroy()
  else tcp.destroy()
}
