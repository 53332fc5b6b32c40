import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import t from 'tap'

/** Milliseconds after which a process hangs: far more than any needs on a busy machine. */
const HANGS = 120_000

t.test('a server keeps its process running until it is stopped', async (t) => {
  const script = `
    import { startMock } from 'pims-mock'
    const mock = await startMock()
    process.once('beforeExit', () => console.log('nothing is left to do'))
    setTimeout(async () => { console.log('stops'); await mock.stop() }, 10).unref()`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { timeout: HANGS })
  t.equal(stdout, 'stops\nnothing is left to do\n')
})

t.test('what a process runs with is not for its server', async (t) => {
  const script = "import { startMock } from 'pims-mock'\nconst mock = await startMock()\nawait mock.stop()"
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'data:text/javascript,console.log("loaded")', '--input-type=module', '--eval', script], { timeout: HANGS })
  t.equal(stdout, 'loaded\n')
})

t.test('nothing is left running after stop', async (t) => {
  const script = `
    import { startMock } from 'pims-mock'
    const mock = await startMock({ https: true })
    const sandbox = mock.sandbox()
    await sandbox.fail('hang', { operation: 'trustedphonenumber' })
    const waiting = sandbox.call('get.trustedphonenumber').catch(({ name }) => name)
    const sms = sandbox.sms({ timeout: 20_000 }).catch(({ name }) => name)
    await sandbox.verify('trustedphonenumber', { times: 1, within: 5000 })
    await mock.stop()
    console.log(await waiting, await sms)`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { timeout: HANGS })
  t.equal(stdout, 'MockError MockError\n')
})

t.test('require works too', async (t) => {
  const script = "require('pims-mock').startMock().then(async (mock) => { console.log(await mock.sandbox().messages()); await mock.stop() })"
  const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', '--input-type=commonjs', '--eval', script], { timeout: HANGS })
  t.equal(stdout, '[]\n')
})
