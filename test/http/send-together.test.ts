import Fastify from 'fastify'
import t from 'tap'
import { Departures, sendTogether } from '../../src/http/send-together.ts'

/** An app with some connections, and what it logs. */
function build (open = 2) {
  const lines: string[] = []
  const app = Fastify({ logger: { level: 'error', stream: { write: (line: string) => { lines.push(line) } } } })
  sendTogether(app, new Departures({ open }))
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

t.test('where there is one connection alone, an answer leaves at once', async (t) => {
  const { app } = build(1)
  let leftAtOnce = false
  app.get('/', (_request, reply) => {
    reply.send('ok')
    leftAtOnce = reply.raw.writableEnded
  })
  await app.inject('/')
  t.ok(leftAtOnce)
})

t.test('one that cannot be sent is logged where it is alone, too', async (t) => {
  const { app, lines } = build(1)
  app.get('/bad', (_request, reply) => {
    reply.raw.writeHead(200)
    reply.send('too late')
  })
  await t.rejects(app.inject('/bad'))
  t.match(lines.join(''), /an answer could not be sent/)
})
