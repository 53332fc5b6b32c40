import { Socket } from 'node:net'
import type { FaceReply, FaceRequest } from '../face-request.ts'
import type { Channel } from '../../calls/channel.ts'
import type { Ended } from '../../journal/end.ts'
import type { EffectOf } from '../../effects/index.ts'
import { resetConnection } from '../../lib/reset-connection.ts'
import { onClose } from '../closing/on-close.ts'
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

/** Breaks a response in the way of a fault, when it is its turn on its connection; resolves with how it ended, once it has. */
export async function breakResponse (how: EffectOf<'transport'>['transport'], request: FaceRequest, reply: FaceReply, channel: Breaking): Promise<Ended> {
  const { raw } = reply
  switch (how) {
    case 'hang':
      return await hang(request, reply, channel)
    case 'reset':
      return await endAtItsTurn(request, reply, 'reset', () => resetConnection(request.raw.socket))
    case 'empty':
      return await endAtItsTurn(request, reply, 'closed', () => raw.destroy())
    case 'truncate':
      return await endAtItsTurn(request, reply, 'closed', () => {
        writeHead(reply, channel.brokenBody, 2)
        raw.write(channel.brokenBody.text, () => raw.destroy())
      })
    case 'malformed':
      return await endAtItsTurn(request, reply, 'answered', () => {
        writeHead(reply, channel.brokenBody, 1)
        raw.end(channel.brokenBody.text)
      })
    default:
      return how satisfies never // a word of the schema without its case does not compile
  }
}

/** Lets the client wait until it leaves, the sandbox is dropped, or `faultHangMax` is up. */
async function hang (request: FaceRequest, reply: FaceReply, channel: Breaking): Promise<Ended> {
  const { sandbox, log, draft } = request
  const isOver = await channel.wait(sandbox.settings.faultHangMax)
  if (sandbox.isClosed) log.info({ id: draft.id, sandbox: sandbox.id }, 'a hang ended: its sandbox was dropped')
  atItsTurn(request, reply, () => reply.raw.destroy())
  return { how: 'closed', by: isOver || sandbox.isClosed ? 'server' : closerOf(request.raw.socket) }
}

/** Ends a response when it is its turn, and answers how it ended: where the connection closes before, by that. */
async function endAtItsTurn (request: FaceRequest, reply: FaceReply, how: Ended['how'], end: () => void): Promise<Ended> {
  const { socket } = request.raw
  let ended: Ended | undefined
  await new Promise<void>((resolve) => {
    atItsTurn(request, reply, () => {
      ended = { how, by: 'server' }
      end()
    })
    onClose(reply, resolve)
  })
  return ended ?? { how: 'closed', by: closerOf(socket) }
}

/** Who has closed a connection: the client has said so, or it broke; else it was this server. */
const closerOf = (socket: Socket): Ended['by'] => socket.readableEnded || socket.errored ? 'client' : 'server'

/** @param announced how often the length of the body, as its length */
function writeHead (reply: FaceReply, { contentType, text }: BrokenBody, announced: number): void {
  reply.raw.writeHead(200, { 'cache-control': 'no-store', ...corsHeadersOf(reply), 'content-type': contentType, 'content-length': text.length * announced })
}

/**
 * Calls a function when the answers to earlier requests of the connection have left, and the response has its socket: one
 * that is destroyed before leaves the connection open on newer Node.js. Never where the connection closes before.
 */
function atItsTurn (request: FaceRequest, { raw: response }: FaceReply, callback: () => void): void {
  if (response.socket === null && request.raw.socket instanceof Socket) response.once('socket', callback)
  else callback()
}
