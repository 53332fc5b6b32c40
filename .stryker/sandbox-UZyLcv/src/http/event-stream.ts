// @ts-nocheck
import type { FastifyReply } from 'fastify'
import { type LoggedEvent, MAX_WATCHING } from '../sandbox/event-log.ts'
import { Busy } from '../lib/errors.ts'

/** Bytes that may pile up for a reader who does not read. */
const MAX_BACKLOG = 1024 * 1024
/** Milliseconds that a dropped reader has left to read why. */
const FAREWELL = 5000

/**
 * Sends what happens in the sandbox of a request as server-sent events, until the client leaves, the server closes,
 * the sandbox is dropped, or too much has piled up.
 *
 * @param lastEventId the last event that a reader who comes back has seen
 * @param view what a reader is told of an event, as JSON
 * @param heartbeat milliseconds between signs of life, which keep proxies from closing the connection
 */
export function streamEvents (reply: FastifyReply, lastEventId: number | undefined, heartbeat: number, view: (event: LoggedEvent) => unknown): void {
  const { raw, request: { sandbox, log } } = reply
  const { eventLog } = sandbox
  if (eventLog.isFull) throw new Busy(`${MAX_WATCHING} watch this sandbox already.`)

  reply.hijack()
  raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
  raw.write(': connected\n\n')

  const send = (event: LoggedEvent): void => {
    if (raw.writableLength > MAX_BACKLOG) return drop(`more than ${MAX_BACKLOG} bytes were not read`)
    raw.write(format(event, view))
    if (event.type === 'dropped') raw.end()
  }
  const drop = (reason: string): void => {
    stop()
    log.warn({ sandbox: sandbox.id, reason }, 'reader of events dropped')
    raw.setTimeout(FAREWELL, () => raw.destroy())
    raw.end(`event: dropped\ndata: ${JSON.stringify({ reason })}\n\n`)
  }
  const unwatch = eventLog.subscribe(send)
  const timer = setInterval(() => raw.write(': still here\n\n'), heartbeat)
  const stop = (): void => {
    unwatch()
    clearInterval(timer)
  }
  raw.once('close', stop)
  if (lastEventId !== undefined) eventLog.since(lastEventId).forEach(send)
}

const format = (event: LoggedEvent, view: (event: LoggedEvent) => unknown): string =>
  `id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(view(event))}\n\n`
