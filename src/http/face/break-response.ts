import { Socket } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Channel } from '../../calls/channel.ts'
import type { Ended } from '../../journal/end.ts'
import type { EffectOf } from '../../effects/index.ts'
import { corsHeadersOf } from '../cors.ts'

/** The body of a face's answer that breaks. */
export interface BrokenBody {
  readonly contentType: string
  /** The beginning of a good answer, cut where it can no longer be parsed. */
  readonly text: string
}

/** The channel whose response breaks. */
interface Breaking extends Pick<Channel<never>, 'wait'> {
  readonly brokenBody: BrokenBody
}

/** Breaks a response in the way of a fault. */
export async function breakResponse (how: EffectOf<'transport'>['transport'], request: FastifyRequest, reply: FastifyReply, channel: Breaking): Promise<Ended> {
  const { raw } = reply
  switch (how) {
    case 'hang':
      return await hang(request, reply, channel)
    case 'reset':
      atItsTurn(request, reply, () => resetConnection(request.raw.socket))
      return { how: 'reset', by: 'server' }
    case 'empty':
      atItsTurn(request, reply, () => raw.destroy())
      break
    case 'truncate':
      writeHead(reply, channel.brokenBody, 2)
      raw.write(channel.brokenBody.text, () => raw.destroy())
      break
    case 'malformed':
      writeHead(reply, channel.brokenBody, 1)
      raw.end(channel.brokenBody.text)
      return { how: 'answered', by: 'server' }
    default:
      how satisfies never // a word of the schema without its case does not compile
  }
  return { how: 'closed', by: 'server' }
}

/** Lets the client wait until it leaves, the sandbox is dropped, or `faultHangMax` is up. */
async function hang (request: FastifyRequest, reply: FastifyReply, channel: Breaking): Promise<Ended> {
  const { sandbox, log, draft } = request
  const isOver = await channel.wait(sandbox.settings.faultHangMax)
  if (sandbox.isClosed) log.info({ id: draft.id, sandbox: sandbox.id }, 'a hang ended: its sandbox was dropped')
  atItsTurn(request, reply, () => reply.raw.destroy())
  return { how: 'closed', by: isOver || sandbox.isClosed ? 'server' : 'client' }
}

/** @param announced how often the length of the body, as its length */
function writeHead (reply: FastifyReply, { contentType, text }: BrokenBody, announced: number): void {
  reply.raw.writeHead(200, { 'cache-control': 'no-store', ...corsHeadersOf(reply), 'content-type': contentType, 'content-length': text.length * announced })
}

/**
 * Calls a function when the answers to earlier requests of the connection have left, and the response has its socket: one
 * that is destroyed before leaves the connection open on newer Node.js. Never where the connection closes before.
 */
function atItsTurn (request: FastifyRequest, { raw: response }: FastifyReply, callback: () => void): void {
  if (response.socket === null && request.raw.socket instanceof Socket) response.once('socket', callback)
  else callback()
}

/** A TLS socket, and what Node keeps of the TCP socket under it. */
type LayeredSocket = Socket & { readonly _parent?: Socket | null }

/** Sends a TCP RST, which a TLS socket cannot; a connection of `inject()` has no socket to send it on. */
function resetConnection (socket: LayeredSocket): void {
  const tcp = socket._parent ?? socket
  if (typeof tcp.resetAndDestroy === 'function') tcp.resetAndDestroy()
  else tcp.destroy()
}
