import { JSON_TYPE } from '../errors.ts'
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Hit } from '../../faults/rule.ts'
import { sleep } from '../../lib/timers.ts'
import type { HttpEffect, TransportEffect } from '../../wire/fault.ts'
import { corsHeadersOf } from '../cors.ts'
import { waitSignal } from '../wait-signal.ts'
import { finishEntry } from './finish-entry.ts'

/** The body of a face's answer that breaks. */
export interface BrokenBody {
  readonly contentType: string
  /** The beginning of a good answer, cut where it can no longer be parsed. */
  readonly text: string
}

/**
 * Applies what a fault does to the response as such: its delay, an HTTP answer, a broken connection.
 *
 * @throws Dropped when the sandbox was while the request waited there
 * @returns whether the response is done: nothing is left to execute, to answer or to record. Else the rest of the
 * effect (an error code, an SMS, a one-time password) is for the face.
 */
export async function applyFault ({ effect, delay }: Hit, request: FastifyRequest, reply: FastifyReply, brokenBody: BrokenBody): Promise<boolean> {
  if (delay > 0 && !await waits(delay, reply)) {
    request.sandbox.refuseClosed()
    finishEntry(request, { status: null, httpStatus: null, reason: 'the client disconnected before the delay was over' })
    reply.hijack()
    return true
  }
  if (effect === null) return false
  if ('http' in effect) {
    sendHttp(effect, request, reply)
    return true
  }
  if ('transport' in effect) {
    await breakResponse(effect, request, reply, brokenBody)
    return true
  }
  return false
}

/** Waits, at most until the client disconnects or the sandbox is dropped; returns whether neither happened. */
async function waits (milliseconds: number, reply: FastifyReply): Promise<boolean> {
  const closed = waitSignal(reply)
  await sleep(milliseconds, undefined, { signal: closed }).catch(() => {})
  return !closed.aborted
}

function sendHttp ({ http: { status, headers = {}, body } }: HttpEffect, request: FastifyRequest, reply: FastifyReply): void {
  finishEntry(request, { status: null, httpStatus: status })
  reply.code(status)
  if (typeof body !== 'string' && body !== undefined) reply.type(JSON_TYPE)
  reply.headers(headers).send(typeof body === 'string' || body === undefined ? body : JSON.stringify(body))
}

async function breakResponse ({ transport }: TransportEffect, request: FastifyRequest, reply: FastifyReply, { contentType, text }: BrokenBody): Promise<void> {
  reply.hijack()
  finishEntry(request, { status: null, httpStatus: transport === 'truncate' || transport === 'malformed' ? 200 : null })
  const { raw } = reply
  switch (transport) {
    case 'hang':
      await waits(request.sandbox.settings.faultHangMax, reply)
      if (request.sandbox.isClosed) request.log.info({ id: request.draft.id, sandbox: request.sandbox.id }, 'a hang ended: its sandbox was dropped')
      raw.destroy()
      return
    case 'reset':
      atItsTurn(raw, () => resetConnection(request.raw.socket))
      return
    case 'empty':
      raw.destroy()
      return
    case 'truncate':
      raw.writeHead(200, { ...NO_STORE, ...corsHeadersOf(reply), 'content-type': contentType, 'content-length': text.length * 2 })
      raw.write(text, () => raw.destroy())
      return
    case 'malformed':
      raw.writeHead(200, { ...NO_STORE, ...corsHeadersOf(reply), 'content-type': contentType, 'content-length': text.length })
      raw.end(text)
      return
    default:
      transport satisfies never // a word of the schema without its case does not compile
  }
}

const NO_STORE = { 'cache-control': 'no-store' }

/** Calls a function when the answers to earlier requests of the connection have left; never where it closes before. */
function atItsTurn (response: ServerResponse, callback: () => void): void {
  if (response.socket === null) response.once('socket', callback)
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
