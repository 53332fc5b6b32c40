import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import t, { type Test } from 'tap'

const BIN = { vitest: 'node_modules/vitest/vitest.mjs', playwright: 'node_modules/@playwright/test/cli.js' }
/** Milliseconds after which a run hangs: far more than any needs on a busy machine. */
const HANGS = 120_000

/** A folder of the package, with these files, where `pims-mock` is the package itself. */
async function folder (t: Test, files: Readonly<Record<string, string>>): Promise<string> {
  await mkdir('.tests', { recursive: true })
  const path = await mkdtemp(join('.tests', 'runner-'))
  t.teardown(() => rm(path, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) await writeFile(join(path, name), text)
  return path
}

/** Runs Node to its end: what it printed, and its exit status, or a signal's name where it hung. */
async function run (args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<{ status: string | number, output: string }> {
  return await new Promise((resolve) => {
    const env = { ...process.env, CI: 'true', NO_COLOR: '1', FORCE_COLOR: undefined, PIMS_MOCK_URL: undefined, NODE_TEST_CONTEXT: undefined, ...environment }
    execFile(process.execPath, args, { timeout: HANGS, killSignal: 'SIGKILL', env }, (error, stdout, stderr) =>
      resolve({ status: error === null ? 0 : error.signal ?? error.code ?? 'unknown', output: stdout + stderr }))
  })
}

/** The address of a server that takes connections and never answers. */
async function silent (t: Test): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const vitest = (path: string, ...more: string[]) => [BIN.vitest, 'run', '--root', path, '--reporter=verbose', ...more]
const vitestFiles = (text: string) => ({ 'a.test.mjs': text, 'vitest.config.mjs': 'export default {}' })

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

t.test('Vitest: a test that fakes its timers is answered, and so are those after it', async (t) => {
  const { status, output } = await run(vitest(await folder(t, vitestFiles(FAKES))))
  t.equal(status, 0, output)
  t.match(output, /Tests +5 passed/)
})

const ASKS = "import { test } from 'pims-mock/vitest'\ntest('asks', async ({ pims }) => { await pims.call('get.trustedphonenumber') }, 300)\n"

const PAGE = `
  export default { test: { environment: './page.mjs' } }`
/** An environment as jsdom's and happy-dom's are: Vite makes the code ready for a browser. */
const PAGE_ENVIRONMENT = `
  export default { name: 'page', viteEnvironment: 'client', setup: () => ({ teardown () {} }) }`

t.test('Vitest: a linked package serves tests that run as in a page', async (t) => {
  const asks = "import { test } from 'pims-mock/vitest'\ntest('asks', async ({ pims }) => { await pims.call('get.trustedphonenumber') })\n"
  const { status, output } = await run(vitest(await folder(t, { 'a.test.mjs': asks, 'vitest.config.mjs': PAGE, 'page.mjs': PAGE_ENVIRONMENT })))
  t.equal(status, 0, output)
  t.match(output, /Tests +1 passed/)
})

t.test('Vitest: a server that hangs, or is gone, does not hold up a run; the run says so', async (t) => {
  const path = await folder(t, vitestFiles(ASKS))
  const hung = await run(vitest(path), { PIMS_MOCK_URL: await silent(t) })
  t.equal(hung.status, 1)
  t.match(hung.output, /timed out in 300ms/)
  t.match(hung.output, /what was asked of \S+ cannot be told: it took longer than 2000 ms/)
  const gone = await run(vitest(path), { PIMS_MOCK_URL: 'http://127.0.0.1:1' })
  t.equal(gone.status, 1)
  t.match(gone.output, /what was asked of \S+ cannot be told: No pims-mock answers/)
})

t.test('Vitest: the server is loaded while the tests are, so that the first one need not wait for that', async (t) => {
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

t.test('Playwright: a server that hangs does not hold up a run; what is known is attached', async (t) => {
  const path = await folder(t, {
    'a.spec.mjs': "import { test } from 'pims-mock/playwright'\ntest('asks', async ({ pims }) => { test.setTimeout(300); await pims.call('get.trustedphonenumber') })\n",
    'playwright.config.mjs': "export default { testMatch: 'a.spec.mjs', reporter: 'line', outputDir: 'results' }\n"
  })
  const { status, output } = await run([BIN.playwright, 'test', '--config', path], { PIMS_MOCK_URL: await silent(t) })
  t.equal(status, 1)
  t.match(output, /Test timeout of 300ms exceeded/)
  t.match(output, /1 failed/)
})

for (const [file, load] of [['a.mjs', "import { startMock } from 'pims-mock'\nimport { after, before, test } from 'node:test'"], ['a.cjs', "const { startMock } = require('pims-mock')\nconst { after, before, test } = require('node:test')"]] as const) {
  t.test(`node:test, ${file}: a test that fakes its timers is answered, and a run that fails ends`, async (t) => {
    const path = await folder(t, {
      [file]: `
        ${load}
        let mock
        before(async () => { mock = await startMock() })
        after(() => mock.stop())
        test('fakes', async (t) => {
          t.mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'setImmediate', 'Date'], now: 1 })
          await mock.sandbox().call('get.trustedphonenumber')
          if (new Date((await mock.sandbox().clock()).now).getFullYear() < 2026) throw new Error('the clock follows')
        })
        test('asks afterwards', async () => { await mock.sandbox().call('get.trustedphonenumber') })
        test('fails', () => { throw new Error('on purpose') })`
    })
    const { status, output } = await run(['--test', '--test-reporter=tap', join(path, file)])
    t.equal(status, 1)
    t.match(output, /^# pass 2$/m, output)
    t.match(output, /on purpose/)
  })
}
