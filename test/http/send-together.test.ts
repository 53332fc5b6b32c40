import Fastify from 'fastify'
import t from 'tap'
import { sendTogether } from '../../src/http/send-together.ts'

/** An app whose answers leave together, and what it logs. */
function build () {
  const lines: string[] = []
  const app = Fastify({ logger: { level: 'error', stream: { write: (line: string) => { lines.push(line) } } } })
  sendTogether(app)
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
