// What made it answer wrongly, slowly, or somebody it should not.
import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { open } from '../lib/connection.mjs'
import { freshNumber } from '../lib/flow.mjs'
import { sleep } from '../lib/server-process.mjs'
import { pimsMock } from '../lib/systems.mjs'
import { LOOP_LIMIT, checkMainJob, expectStatus, loopTimeAtMost, nested, reach } from './harness.mjs'
import { readEvents } from './readers.mjs'

const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url))
const smscode = '/pims.authentication.smscode'

/** Has a code sent, and reads it. */
async function issueCode (server, account, phoneNumber, prefix = '') {
  await expectStatus(server, 200, 'GET', `${prefix}${smscode}?type=phoneNumberCertification&phoneNumber=${phoneNumber}`, { token: account })
  return (await expectStatus(server, 200, 'GET', `${prefix}/admin/sms/latest?account=${account}`)).json().code
}

export default [
  {
    id: 'M1',
    title: 'deep JSON is refused before anything changes, on every way in',
    short: true,
    async run ({ server }) {
      const phoneNumber = freshNumber()
      const code = await issueCode(server, 'alice', phoneNumber)
      const parameters = `{"type":"modifyPhoneNumber","smsCode":"${code}","phoneNumber":"${phoneNumber}"`
      await expectStatus(server, 400, 'POST', smscode, { token: 'alice', body: `${parameters},"x":${nested(30_000)}}` })
      await expectStatus(server, 200, 'POST', smscode, { token: 'alice', body: `${parameters}}` })
      const header = { 'x-fault': `{"http":{"status":200,"body":${nested(3500)}}}` }
      await reach(server, 'GET', '/pims.authentication.trustedphonenumber', { token: 'alice', headers: header })
      await expectStatus(server, 200, 'GET', '/admin/requests')
      const rule = `{"effect":{"http":{"status":200,"body":${nested(30_000)}}}}`
      await expectStatus(server, [400, 422], 'PUT', '/admin/faults/deep', { body: rule })
      await expectStatus(server, 200, 'GET', '/admin/faults')
      for (const [method, path] of [['PUT', '/admin/clock'], ['PUT', '/admin/accounts/alice'], ['PATCH', '/admin/accounts/alice'], ['PUT', '/admin/sandboxes/deep'], ['POST', '/admin/verify'], ['PUT', '/admin/state']]) {
        await expectStatus(server, [400, 422], method, path, { body: `{"x":${nested(30_000)}}` })
      }
    }
  },
  {
    id: 'M2',
    title: 'a part that cannot be loaded is an answer, not the end, and is tried again',
    unstarted: true,
    async run ({ up }) {
      const folder = mkdtempSync(join(tmpdir(), 'pims-mock-dist-'))
      const { args, ...rest } = pimsMock({ FIXTURES: fixtures })
      const entry = args.at(-1)
      cpSync(dirname(entry), join(folder, 'dist'), { recursive: true })
      writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
      const server = await up({ ...rest, args: [...args.slice(0, -1), join(folder, 'dist', 'server.js')] })
      try {
        renameSync(join(folder, 'dist'), join(folder, 'moved'))
        for (const path of ['/docs/', '/docs/openapi.json']) await expectStatus(server, [200, 404, 500, 503], 'GET', path)
        renameSync(join(folder, 'moved'), join(folder, 'dist'))
        for (const path of ['/docs/', '/docs/openapi.json']) await expectStatus(server, 200, 'GET', path)
      } finally {
        rmSync(folder, { recursive: true })
      }
    }
  },
  {
    id: 'M3',
    title: '`default`, /health and /docs answer when every sandbox is busy, and one can be dropped',
    short: true,
    unstarted: true,
    async run ({ launch }) {
      const server = await launch(pimsMock({ MAX_SANDBOXES: '2' }))
      // Asking for /health until it answers, as others do, would make `default`.
      let first = await readEvents(server, '/sandbox/a/admin/events')
      for (; first.status !== 200; first = await readEvents(server, '/sandbox/a/admin/events')) await sleep(20)
      const second = await readEvents(server, '/sandbox/b/admin/events')
      for (const path of ['/health', '/docs/', '/admin/sandboxes']) await expectStatus(server, 200, 'GET', path)
      await expectStatus(server, 200, 'GET', '/pims.authentication.trustedphonenumber', { token: 'alice' })
      await expectStatus(server, 204, 'DELETE', '/admin/sandboxes/a')
      for (const reader of [first, second]) reader.close()
      await checkMainJob(server)
    }
  },
  {
    id: 'M4',
    title: 'refused requests make no sandbox and drop none',
    short: true,
    env: { ADMIN_TOKEN: 'secret', MAX_SANDBOXES: '4' },
    async run ({ server }) {
      const token = 'secret'
      await expectStatus(server, [200, 201], 'PUT', '/sandbox/mine/admin/accounts/dave', { token, body: { trustedPhoneNumber: '0639980104' } })
      await reach(server, 'GET', '/sandbox/x1/admin/accounts')
      await reach(server, 'GET', '/sandbox/x2/admin/accounts', { token, headers: { origin: 'http://evil.example' } })
      await reach(server, 'GET', '/sandbox/x3/admin/accounts', { token, headers: { 'sec-fetch-site': 'cross-site' } })
      await reach(server, 'GET', '/sandbox/x4/no-such-path')
      await reach(server, 'GET', '/sandbox/x5/health', { headers: { 'sec-fetch-site': 'cross-site' } })
      const { text } = await expectStatus(server, 200, 'GET', '/admin/sandboxes', { token })
      assert(!/"x\d"/.test(text), `made by refused requests: ${text.slice(0, 300)}`)
      await expectStatus(server, 200, 'GET', '/sandbox/mine/admin/accounts/dave', { token })
    }
  },
  {
    id: 'M5',
    title: 'durations and times are read strictly',
    short: true,
    async run ({ server }) {
      for (const advance of ['xxPT5M', 'PT5Mxyz', 'P1YP1Y', 'P', 'PT', '']) await expectStatus(server, [400, 422], 'PUT', '/admin/clock', { body: { advance } })
      for (const now of ['2026-01-01 (x', '2026-02-31T00:00:00Z', '2026-01-01 12:00 PST', '1']) await expectStatus(server, [400, 422], 'PUT', '/admin/clock', { body: { now } })
      const before = (await server.ask('GET', '/admin/clock')).json().now
      const answer = await server.ask('PUT', '/admin/clock', { body: { advance: '-PT5M' } })
      assert(answer.status >= 400 || answer.json().now < before, `-PT5M: ${answer.text}`)
    }
  },
  {
    id: 'M6',
    title: 'a snapshot of any state can be put back',
    short: true,
    async run ({ server }) {
      const otp = ['GET', '/pims.authentication.otp?action=withoutPIN', { token: 'alice' }]
      const authorize = (extra) => ['GET', `/am/oauth2/authorize?client_id=${'c'.repeat(3000)}&redirect_uri=mymap://oauth2redirect/fr&response_type=code&scope=${'s'.repeat(3000)}&login=alice${extra}`]
      const worlds = {
        fraction: [['PUT', '/admin/clock', { body: { advance: 0.5 } }], otp, authorize('')],
        'before 1970': [['PUT', '/admin/clock', { body: { now: '1960-01-01T00:00:00.000Z' } }], otp],
        'long scope': [authorize('')]
      }
      for (const [name, steps] of Object.entries(worlds)) {
        const prefix = `/sandbox/${name.replace(' ', '-')}`
        for (const [method, path, options] of steps) await reach(server, method, `${prefix}${path}`, options)
        const { text } = await expectStatus(server, 200, 'GET', `${prefix}/admin/state`)
        await expectStatus(server, [200, 204], 'PUT', `${prefix}/admin/state`, { body: text })
      }
    }
  },
  {
    id: 'M7',
    title: 'refused requests draw nothing from the stream of codes',
    short: true,
    async run ({ server }) {
      for (const id of ['m1', 'm2']) await expectStatus(server, [200, 201], 'PUT', `/admin/sandboxes/${id}`, { body: { seed: 42 } })
      const expected = await issueCode(server, 'alice', '0612345678', '/sandbox/m1')
      await reach(server, 'GET', '/sandbox/m2/applications/nothing')
      await reach(server, 'GET', '/sandbox/m2/nothing')
      await reach(server, 'POST', '/sandbox/m2/applications/cvs/v4/mobile/smsCode', { token: 'bob' })
      await reach(server, 'POST', '/sandbox/m2/am/oauth2/access_token', { body: 'grant_type=refresh_token', headers: { 'content-type': 'application/x-www-form-urlencoded' } })
      assert.equal(await issueCode(server, 'alice', '0612345678', '/sandbox/m2'), expected, 'the next code differs')
    }
  },
  {
    id: 'M8',
    title: 'stdout that nobody reads keeps it neither from serving nor from ending, and piles up no memory',
    unstarted: true,
    async run ({ up }) {
      const server = await up({ ...pimsMock({ LOG_LEVEL: 'info' }), stdout: 'pipe' })
      const connection = await open(server.port)
      const before = server.memory
      for (let index = 0; index < 20_000; index++) await connection.send('GET', '/pims.authentication.trustedphonenumber', { token: 'alice' })
      connection.close()
      const grown = (server.memory - before) / 2 ** 20
      assert.equal(await server.stop(3000), 0, 'SIGTERM does not end it')
      assert(grown < 64, `20,000 requests: ${grown.toFixed(0)} MB more`)
    }
  },
  {
    id: 'M9',
    title: `a request that 990 verifications wait for costs less than ${LOOP_LIMIT} ms, their end less than a second`,
    env: { JOURNAL_SIZE: '5000', LOG_LEVEL: 'warn' },
    async run ({ server }) {
      const fill = await open(server.port)
      for (let index = 0; index < 5000; index++) await fill.send('GET', '/pims.authentication.trustedphonenumber', { token: 'alice' })
      const waiters = await Promise.all(Array.from({ length: 990 }, () => open(server.port)))
      const answers = Promise.all(waiters.map((waiter) => waiter.send('POST', '/admin/verify', { body: { operation: 'modifyPhoneNumber', times: 3, within: 4000 } })))
      answers.catch(() => {}) // awaited below, unless what comes before has failed
      await sleep(1500)
      await loopTimeAtMost(server, LOOP_LIMIT, 'one request', () => fill.send('GET', '/pims.authentication.trustedphonenumber', { token: 'alice' }))
      await loopTimeAtMost(server, 1000, 'their end', () => answers)
      for (const connection of [fill, ...waiters]) connection.close()
    }
  },
  {
    id: 'M10',
    title: '/admin answers to own names only, and says how others are let in',
    short: true,
    async run ({ server }) {
      const asked = async (host, path, headers = {}) => {
        const connection = await open(server.port)
        const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`).join('')
        const answer = await connection.write(`GET ${path} HTTP/1.1\r\n${lines}\r\n`)
        connection.close()
        return answer
      }
      for (const headers of [{}, { origin: 'http://evil.example:3000', 'sec-fetch-site': 'same-origin' }]) {
        const answer = await asked('evil.example:3000', '/admin/state', headers)
        assert(answer.status === 403 || answer.status === 421, `Host: evil.example: ${answer.status}`)
        assert.match(answer.text, /ADMIN_HOSTS/, `it does not say how to be let in: ${answer.text.slice(0, 200)}`)
      }
      for (const host of ['localhost:3000', '127.0.0.1', '[::1]:3000', 'pims-mock:3000', 'host.docker.internal']) assert.equal((await asked(host, '/admin/clock')).status, 200, `Host: ${host}`)
      assert.equal((await asked('otp.mpsa.com', '/health')).status, 200, 'Host: otp.mpsa.com on a face')
    }
  },
  {
    id: 'M11',
    title: 'bad key files and unreadable scenarios end the start with status 2 and one line',
    unstarted: true,
    async run ({ launch }) {
      const folder = mkdtempSync(join(tmpdir(), 'pims-mock-bad-'))
      const bad = (name, spoil) => {
        const copy = join(folder, name)
        cpSync(fixtures, copy, { recursive: true })
        spoil(copy)
        return { name, copy }
      }
      const cases = [
        bad('no-keys', (copy) => { rmSync(join(copy, 'keys'), { recursive: true }); mkdirSync(join(copy, 'keys')) }),
        bad('garbage-key', (copy) => writeFileSync(join(copy, 'keys', 'oauth.pem'), 'garbage')),
        bad('scenarios-file', (copy) => { rmSync(join(copy, 'scenarios'), { recursive: true }); writeFileSync(join(copy, 'scenarios'), '') })
      ]
      try {
        for (const { name, copy } of cases) {
          const server = await launch(pimsMock({ LOG_LEVEL: 'info', FIXTURES: copy }))
          const status = await Promise.race([server.exited, server.ready().then(() => 'ready', () => server.exited)])
          assert.equal(status, 2, `${name}: ${status}`)
          assert.equal(server.output.trim().split('\n').length, 1, `${name}: ${server.output}`)
        }
      } finally {
        rmSync(folder, { recursive: true })
      }
    }
  }
]
