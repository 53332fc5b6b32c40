import t from 'tap'
import { folder, run, silent } from './runner.ts'

/** Time for the tests of a run on a busy machine, on which the server may start slowly. */
const PATIENT = '{ testTimeout: 60_000 }'

const vitest = (path: string, ...more: string[]) => ['node_modules/vitest/vitest.mjs', 'run', '--root', path, '--reporter=verbose', ...more]
const vitestFiles = (text: string) => ({ 'a.test.mjs': text, 'vitest.config.mjs': `export default { test: ${PATIENT} }` })

const FAKES = `
  import { vi, afterEach, expect } from 'vitest'
  import { test } from 'pims-mock/vitest'
  const number = '0612345678'
  const thisYear = new Date().getFullYear()
  const year = async (pims) => new Date((await pims.clock()).now).getFullYear()
  afterEach(() => { vi.useRealTimers() })
  for (const toFake of [undefined, ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate', 'setInterval', 'clearInterval', 'Date', 'performance']]) {
    test('answers while faked: ' + toFake, async ({ pims }) => {
      vi.useFakeTimers(toFake && { toFake, now: new Date('2030-01-01') })
      await pims.call('get.smscode.phoneNumberCertification', { phoneNumber: number })
      expect(await pims.sms({ to: number })).toMatch(/^\\d{6}$/)
      await pims.slow(10)
      await pims.call('get.trustedphonenumber')
      await expect(pims.sms({ to: '0600000000', timeout: 10 })).rejects.toThrow('No SMS')
      expect(await year(pims)).toBe(thisYear)
    })
    test('and afterwards: ' + toFake, async ({ pims }) => { await pims.call('get.trustedphonenumber') })
  }
  test('a sandbox that was there before the Date was faked has the real one too', async ({ pims }) => {
    await pims.clock()
    vi.useFakeTimers({ now: new Date('2030-01-01'), toFake: ['Date'] })
    expect(await year(pims)).toBe(thisYear)
    await pims.freeze(new Date())
    expect(await year(pims)).toBe(2030)
  })`

t.test('a test that fakes its timers is answered, and so are those after it', async (t) => {
  const { status, output } = await run(vitest(await folder(t, vitestFiles(FAKES))))
  t.equal(status, 0, output)
  t.match(output, /Tests +5 passed/)
})

const ASKS = "import { test } from 'pims-mock/vitest'\ntest('asks', async ({ pims }) => { await pims.call('get.trustedphonenumber') }, 300)\n"

const PAGE = `
  export default { test: { environment: './page.mjs', ...${PATIENT} } }`
/** An environment as jsdom's and happy-dom's are: Vite makes the code ready for a browser. */
const PAGE_ENVIRONMENT = `
  export default { name: 'page', viteEnvironment: 'client', setup: () => ({ teardown () {} }) }`

t.test('a linked package serves tests that run as in a page', async (t) => {
  const asks = "import { test } from 'pims-mock/vitest'\ntest('asks', async ({ pims }) => { await pims.call('get.trustedphonenumber') })\n"
  const { status, output } = await run(vitest(await folder(t, { 'a.test.mjs': asks, 'vitest.config.mjs': PAGE, 'page.mjs': PAGE_ENVIRONMENT })))
  t.equal(status, 0, output)
  t.match(output, /Tests +1 passed/)
})

t.test('a server that hangs, or is gone, does not hold up a run; the run says so', async (t) => {
  const path = await folder(t, vitestFiles(ASKS))
  const hung = await run(vitest(path), { PIMS_MOCK_URL: await silent(t) })
  t.equal(hung.status, 1)
  t.match(hung.output, /timed out in 300ms/)
  t.match(hung.output, /what was asked of \S+ cannot be told: it took longer than 2000 ms/)
  const gone = await run(vitest(path), { PIMS_MOCK_URL: 'http://127.0.0.1:1' })
  t.equal(gone.status, 1)
  t.match(gone.output, /what was asked of \S+ cannot be told: No pims-mock answers/)
})

t.test('the server is loaded while the tests are, so that the first one need not wait for that', async (t) => {
  const { status, output } = await run(vitest(await folder(t, vitestFiles(`
    import { subscribe } from 'node:diagnostics_channel'
    import { expect } from 'vitest'
    let threads = 0
    subscribe('worker_threads', () => { threads++ })
    const { test } = await import('pims-mock/vitest')
    const whenLoaded = threads
    test('asks', async ({ pims }) => { await pims.clock(); expect([whenLoaded, threads]).toEqual([1, 1]) })`))))
  t.equal(status, 0, output)
})

t.test('a file has one server, of the settings given; each test has a sandbox, whose journal and conduct are printed when it fails, and only then', async (t) => {
  const { status, output } = await run(vitest(await folder(t, vitestFiles(`
    import { expect } from 'vitest'
    import { testWith } from 'pims-mock/vitest'
    const test = testWith({ smsCode: '1234' })
    const servers = new Set(), sandboxes = new Set()
    const ask = async (pims, mock, phoneNumber) => {
      servers.add(mock.url)
      sandboxes.add(pims.id)
      await pims.call('get.smscode.phoneNumberCertification', { phoneNumber })
      expect(await pims.sms()).toBe('1234')
    }
    test('passes', async ({ pims, mock }) => { await ask(pims, mock, '0612345678') })
    test('fails', async ({ pims, mock }) => {
      await ask(pims, mock, '0687654321')
      expect([servers.size, sandboxes.size]).toEqual([1, 2])
      await pims.call('get.trustedphonenumber', {}, { account: 'bob' })
      await fetch(pims.url + '/no/such/path')
      throw new Error('on purpose')
    })`))))
  t.equal(status, 1)
  t.match(output, /Tests +1 failed \| 1 passed/)
  t.match(output, /Error: on purpose/)
  t.match(output, /get\.trustedphonenumber bob FAILED 2307[^]*NobodyTakesIt \(PIMS3006\)/)
  t.equal(output.split(/^pims-mock: \d+ requests? of /m).length - 1, 1, output)
})
