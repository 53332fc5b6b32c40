import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import Fastify from 'fastify'
import t from 'tap'
import { Departures, sendTogether } from '../../src/http/send-together.ts'

/** An app whose answers leave together, and what it logs. */
function build () {
  const lines: string[] = []
  const app = Fastify({ logger: { level: 'error', stream: { write: (line: string) => { lines.push(line) } } } })
  sendTogether(app, new Departures({ open: 2 }))
  return { app, lines }
}

t.test('answers leave when all that is ready has been carried out, in order', async (t) => {
  const { app } = build()
  const steps: string[] = []
  app.addHook('onResponse', async ({ url }) => { steps.push(`sent ${url}`) })
  app.get('/:name', (request, reply) => { steps.push(`done ${request.url}`); reply.send('ok') })
  await app.ready()
  const answers = await Promise.all(['/a', '/b', '/c'].map((url) => app.inject(url)))
  t.strictSame(answers.map(({ payload }) => payload), ['ok', 'ok', 'ok'])
  t.strictSame(steps, ['done /a', 'done /b', 'done /c', 'sent /a', 'sent /b', 'sent /c'])
})

t.test('one that cannot be sent is logged, and keeps no other from leaving', async (t) => {
  const { app, lines } = build()
  app.get('/bad', (_request, reply) => {
    reply.raw.writeHead(200) // what Fastify is about to do itself
    reply.send('too late')
  })
  app.get('/good', (_request, reply) => { reply.send('ok') })
  const [bad, good] = await Promise.allSettled([app.inject('/bad'), app.inject('/good')])
  t.equal(bad?.status, 'rejected')
  t.match(good, { status: 'fulfilled', value: { payload: 'ok' } })
  t.match(lines.join(''), /an answer could not be sent/)
})

t.test('where there is one connection alone, its answer leaves at once', async (t) => {
  const left: number[] = []
  const answer = (departures: Departures, number: number): void => departures.addOfConnection({ raw: new ServerResponse(new IncomingMessage(new Socket())), log: build().app.log, leave: () => { left.push(number) } })
  answer(new Departures({ open: 1 }), 1)
  t.strictSame(left, [1])
  answer(new Departures({ open: 2 }), 2)
  t.strictSame(left, [1])
  await new Promise(setImmediate)
  t.strictSame(left, [1, 2])
})
