import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'

/** Answers HEAD wherever a plugin answers GET, for those who wait for a page, or look whether there is one. It is for pages alone: of an operation it would carry it out. */
export function answerHead (app: FastifyInstance): void {
  app.addHook('onRoute', function ({ method, url, prefix, ...route }) {
    if (method !== 'GET') return
    this.route({
      ...route,
      method: 'HEAD',
      url: url.slice(prefix.length),
      // A stream of events would never end, and hold its connection.
      onSend: [...[route.onSend ?? []].flat(), (_request, _reply, payload, done) => done(null, payload instanceof Readable ? null : payload)]
    })
  })
}
