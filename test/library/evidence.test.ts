import t from 'tap'
import { connect } from '../../src/client/connect.ts'
import { evidence, journalAndConduct } from '../../src/library/evidence.ts'
import { started } from './support.ts'

t.test('what a failed test shows is what was read of its sandbox, or why it cannot be had', async (t) => {
  const sandbox = connect('http://127.0.0.1:1').sandbox('mine')
  t.equal(await evidence(sandbox, async ({ url }) => `read of ${url}`), `read of ${sandbox.url}`)
  t.equal(await evidence(sandbox, async () => { throw new Error('gone') }), `pims-mock: what was asked of ${sandbox.url} cannot be told: gone\n`)
})

t.test('it is the journal, and what the client should not have done where there is any', async (t) => {
  const sandbox = (await started(t)).sandbox()
  await sandbox.call('get.trustedphonenumber')
  t.equal(await journalAndConduct(sandbox), await sandbox.exportRequests('text'))
  await fetch(`${sandbox.url}/no/such/path`)
  t.equal(await journalAndConduct(sandbox), `${await sandbox.exportRequests('text')}\n${await sandbox.conduct(undefined, 'markdown')}`)
})
