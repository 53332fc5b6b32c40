import t from 'tap'
import { connect } from '../../src/client/connect.ts'
import { attachmentsOf } from '../../src/library/attachments.ts'
import { journalAndConduct } from '../../src/library/evidence.ts'
import { started } from './support.ts'

t.test('a journal is attached as lines with what the client should not have done, as a bug report, and as HAR', async (t) => {
  const sandbox = (await started(t)).sandbox()
  await sandbox.freeze(new Date())
  await sandbox.call('get.trustedphonenumber')
  await fetch(`${sandbox.url}/no/such/path`)
  const [lines, report, har, ...more] = await attachmentsOf(sandbox)
  t.strictSame(lines, { name: 'pims-mock journal', body: await journalAndConduct(sandbox), contentType: 'text/plain' })
  t.match(lines?.body, /NobodyTakesIt/)
  t.strictSame(report, { name: 'pims-mock report', body: await sandbox.exportRequests('markdown'), contentType: 'text/markdown' })
  t.match({ ...har, body: JSON.parse(har?.body ?? '') as unknown }, { name: 'pims-mock.har', body: { log: { entries: [{ request: { url: /trustedphonenumber|smscode/ } }] } }, contentType: 'application/har+json' })
  t.strictSame(more, [])
})

t.test('why there is none is attached in its place', async (t) => {
  const sandbox = connect('http://127.0.0.1:1').sandbox('mine')
  t.match(await attachmentsOf(sandbox), [{ name: 'pims-mock journal', body: /^pims-mock: what was asked of \S+ cannot be told: No pims-mock answers/, contentType: 'text/plain' }])
  t.equal((await attachmentsOf(sandbox)).length, 1)
})
