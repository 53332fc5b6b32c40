import { join } from 'node:path'
import t from 'tap'
import { folder, run } from './runner.ts'

for (const [file, load] of [['a.mjs', "import { startMock } from 'pims-mock'\nimport { after, before, test } from 'node:test'"], ['a.cjs', "const { startMock } = require('pims-mock')\nconst { after, before, test } = require('node:test')"]] as const) {
  t.test(`${file}: a test that fakes its timers is answered, and a run that fails ends`, async (t) => {
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
