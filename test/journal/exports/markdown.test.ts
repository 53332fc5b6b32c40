import fc from 'fast-check'
import t from 'tap'
import { toMarkdown } from '../../../src/journal/exports/markdown.ts'
import { certify, start } from '../../support/start.ts'
import { entryOf } from '../../support/exported.ts'

const state = { sdkVersion: '2.3', seed: undefined, now: '2026-01-01T12:00:00.000Z', faults: [], accounts: [] }
const options = { version: '1.2.3', url: 'http://x', secrets: false }

t.test('a bug report says what was asked, what came of it and why, and how the sandbox is', async (t) => {
  const kit = await start(t)
  const smsCode = await certify(kit, '0612345678')
  await kit.set('smscode', { type: 'modifyPhoneNumber', smsCode, phoneNumber: '0612345679' })
  await kit.admin('PUT', 'faults/2202', { match: { account: 'bob' } })
  await kit.get('trustedphonenumber', {}, { as: 'bob' })
  await kit.get('nothing')
  const { body, headers } = await kit.app.inject({ url: '/admin/requests?format=markdown' })
  t.equal(headers['content-type'], 'text/markdown; charset=utf-8')
  t.match(body, /^# What was asked, and what came of it\n\n- pims-mock \d+\.\d+\.\d+, SDK 2\.0\.X, seed 42\n- `http:\/\/localhost(:80)?`, at 2026-01-01T12:00:00\.000Z by its clock\n/)
  t.match(body, '| 1 | 12:00:00 | `get.smscode.phoneNumberCertification` | alice | 200 SUCCEEDED |  |')
  t.match(body, /\| 2 \| 12:00:00 \| `set\.smscode\.modifyPhoneNumber` \| alice \| 400 2102 \| .*code was sent to .*\|\n/)
  t.match(body, '| 4 | 12:00:00 | `GET /pims.authentication.nothing` |  | 404 2002 |')
  t.match(body, /## Faults that are on\n\n- `2202`: fails every operation it can with 2202, for bob; hit once\n/)
  t.match(body, /\| `alice` \| \+33639980001 \| NotBlocked, activated, with a PIN \| 0 \|/)
  t.match(body, /\| `bob` \|/)
  t.match(body, /## 2\. set\.smscode\.modifyPhoneNumber: 400 2102\n[\s\S]*```http\nPOST \/pims\.authentication\.smscode HTTP\/1\.1\n[\s\S]*\n\n\{"type":"modifyPhoneNumber","smsCode":"\*\*\*"/)
  t.match(body, /```http\nHTTP\/1\.1 400\n[\s\S]*"code": 2102/)
  t.match(body, /- Fault: `2202`, `\{"error":2202\}`/)
})

t.test('a report of nothing says so, and one with secrets warns', async (t) => {
  t.match(toMarkdown({ ...options, entries: [] }, state), /no seed[\s\S]*## Requests\n\nNone\.\n\n## Faults that are on\n\nNone\.\n\n## Accounts as they are now\n\nNone is named/)
  t.match(toMarkdown({ ...options, secrets: true, entries: [entryOf()] }, state), /\*\*Secrets are shown\.\*\*[\s\S]*no whole answer/)
})

t.test('what a client sends is never taken for Markdown: no cell, heading, fence or tag is made of it', async (t) => {
  const rude = fc.string({ unit: fc.constantFrom('`', '|', '\n', '<b>', '#', '*', '_', '[', ']', '\\', 'a', ' ', '&lt;'), maxLength: 30 })
  fc.assert(fc.property(rude, rude, rude, (account, reason, body) => {
    const report = toMarkdown({ ...options, entries: [entryOf({ account, reason, request: { method: 'POST', path: '/', headers: { 'content-length': '1' }, body } })] }, state)
    const [, row = ''] = /\| --- \|\n(.*)\n\n/.exec(report) ?? []
    const [before = '', ticks = '', content = ''] = report.split(/^(`{3,})http\n/m)
    t.equal(row.replaceAll(/\\./g, '').split('|').length, 8)
    t.equal(before.match(/^#+ /gm)?.length, 5)
    t.notMatch(before.replaceAll('\\<', ''), '<b')
    t.equal(content.split(`${ticks}\n`).length, 2, 'the fence ends once')
  }), { numRuns: 100 })
})
