import { setTimeout as sleep } from 'node:timers/promises'
import type { Socket } from 'node:net'
import type { FastifyReply } from 'fastify'
import type { Hit } from '../faults/rule.ts'
import { departure } from './close-signal.ts'
import { recordExchange } from '../journal/draft.ts'
import type { HttpEffect, TransportEffect } from '../wire/fault.ts'

/** What a face answers with when its answer breaks. */
export interface Broken {
  readonly contentType: string
  /** The beginning of a good answer, cut where it can no longer be parsed. */
  readonly text: string
}

/** What the wire needs to know of the face and the server. */
export interface WireOptions {
  readonly broken: Broken
  /** Longest hang, in milliseconds. */
  readonly hangMax: number
}

/**
 * Carries out what a fault does on the wire, and notes it in the journal. `done`: nothing is left to answer or to
 * record. `proceed`: the rest (an error code, an SMS, a one-time password) is for the face to carry out.
 */
export async function injectFault (hit: Hit, reply: FastifyReply, options: WireOptions): Promise<'proceed' | 'done'> {
  const { effect, delay } = hit
  reply.request.exchange.fault = hit
  if (delay > 0 && !await passes(delay, reply)) {
    recordExchange(reply.request, { status: null, httpStatus: null, reason: 'the client left before the delay was over' })
    return take(reply)
  }
  if (effect === null) return 'proceed'
  if ('http' in effect) return sendHttp(effect, reply)
  if ('transport' in effect) return await breakOff(effect, reply, options)
  return 'proceed'
}

/** Waits, and answers whether the client is still there; its leaving ends the wait. */
async function passes (milliseconds: number, reply: FastifyReply): Promise<boolean> {
  const gone = departure(reply)
  await sleep(milliseconds, undefined, { signal: gone }).catch(() => {})
  return !gone.aborted
}

function sendHttp ({ http: { status, headers = {}, body } }: HttpEffect, reply: FastifyReply): 'done' {
  recordExchange(reply.request, { status: null, httpStatus: status })
  reply.code(status).headers(headers)
  if (typeof body !== 'string' && body !== undefined) reply.type('application/json; charset=utf-8')
  reply.send(typeof body === 'string' || body === undefined ? body : JSON.stringify(body))
  return 'done'
}

async function breakOff ({ transport }: TransportEffect, reply: FastifyReply, { broken, hangMax }: WireOptions): Promise<'done'> {
  take(reply)
  recordExchange(reply.request, { status: null, httpStatus: transport === 'truncate' || transport === 'malformed' ? 200 : null })
  const { raw } = reply
  switch (transport) {
    case 'hang':
      await passes(hangMax, reply)
      raw.destroy()
      return 'done'
    case 'reset':
      reset(reply.request.raw.socket)
      return 'done'
    case 'empty':
      raw.destroy()
      return 'done'
    case 'truncate':
      raw.writeHead(200, { 'content-type': broken.contentType, 'content-length': broken.text.length * 2 })
      raw.write(broken.text, () => raw.destroy())
      return 'done'
    case 'malformed':
      raw.writeHead(200, { 'content-type': broken.contentType, 'content-length': broken.text.length })
      raw.end(broken.text)
      return 'done'
  }
}

/** A TLS socket, and what Node keeps of the TCP socket under it. */
type Layered = Socket & { readonly _parent?: Socket | null }

/** Sends a real TCP RST, which a TLS socket cannot; a connection of `inject()` has no wire to send it on. */
function reset (socket: Layered): void {
  const wire = socket._parent ?? socket
  if (typeof wire.resetAndDestroy === 'function') wire.resetAndDestroy()
  else wire.destroy()
}

function take (reply: FastifyReply): 'done' {
  reply.hijack()
  return 'done'
}
