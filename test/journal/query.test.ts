import t from 'tap'
import { differences, findEntries, getEntry, matches, type Page, readFilter, readSince } from '../../src/journal/query.ts'
import { Malformed, NotFound } from '../../src/lib/errors.ts'
import type { EntryFilter, EntrySearch } from '../../src/wire/request.ts'
import { fewTargetsSandbox } from '../support/few-targets.ts'
import { START } from '../support/inwebo.ts'
import { recordRequest } from '../support/record-request.ts'

const sandbox = fewTargetsSandbox()
const refused = recordRequest(sandbox, {
  operation: 'set.smscode.modifyPhoneNumber',
  account: 'alice',
  device: 'device-1',
  phoneNumber: '+33639980001',
  status: 'FAILED',
  httpStatus: 502,
  code: 2310,
  fault: { rule: 'mine', effect: { error: 2310 }, delay: 0 }
})
const broken = recordRequest(sandbox, { status: null, httpStatus: 503, fault: { effect: { http: { status: 503 } }, delay: 0 } })
const unrouted = recordRequest(sandbox, { face: null, httpStatus: 404, status: null })

t.test('each field of a filter is compared with what the entry shows', async (t) => {
  const table: Array<[matching: EntryFilter, other: EntryFilter]> = [
    [{ operation: 'set.smscode.modifyPhoneNumber' }, { operation: 'get.smscode.phoneNumberCertification' }],
    [{ operation: 'modifyPhoneNumber' }, { operation: 'PhoneNumber' }],
    [{ account: 'alice' }, { account: 'ALICE' }],
    [{ device: 'device-1' }, { device: 'device' }],
    [{ phoneNumber: '+33639980001' }, { phoneNumber: '+33639980002' }],
    [{ face: 'pims' }, { face: 'inwebo' }],
    [{ code: 2310 }, { code: 231 }],
    [{ code: '2310' }, { code: 'NOK:ACCESS' }],
    [{ status: 'FAILED' }, { status: 'SUCCEEDED' }],
    [{ status: 502 }, { status: 500 }],
    [{ status: '502' }, { status: '50' }],
    [{ fault: 'mine' }, { fault: 'yours' }],
    [{ unrouted: false }, { unrouted: true }],
    [{}, { account: 'alice', code: 2311 }]
  ]
  for (const [matching, other] of table) {
    t.ok(matches(refused, matching), JSON.stringify(matching))
    t.strictSame(differences(refused, matching), [])
    t.notOk(matches(refused, other), JSON.stringify(other))
    t.equal(differences(refused, other).length, 1)
  }
})

t.test('only of an operation may the last part be given', async (t) => {
  for (const filter of [{ account: 'modifyPhoneNumber' }, { fault: 'modifyPhoneNumber' }, { code: 502 }]) t.notOk(matches(refused, filter), JSON.stringify(filter))
  t.notOk(matches(unrouted, { operation: 'modifyPhoneNumber' }), 'an entry of no operation')
})

t.test('what no route takes has no face', async (t) => {
  t.ok(matches(unrouted, { unrouted: true }))
  t.notOk(matches(unrouted, { unrouted: false }))
  t.notOk(matches(unrouted, { face: 'pims' }))
})

t.test('a difference says what was expected and what is there: the status of HTTP where the message has none', async (t) => {
  t.strictSame(differences(refused, { status: 'SUCCEEDED', account: 'bob' }), [{ field: 'account', expected: 'bob', actual: 'alice' }, { field: 'status', expected: 'SUCCEEDED', actual: 'FAILED' }])
  t.strictSame(differences(broken, { status: 'FAILED', fault: 'mine', device: 'device-1' }), [
    { field: 'device', expected: 'device-1', actual: null },
    { field: 'status', expected: 'FAILED', actual: 503 },
    { field: 'fault', expected: 'mine', actual: null }
  ])
})

t.test('a status is SUCCEEDED, FAILED, RESULT or three digits of HTTP', async (t) => {
  for (const status of ['SUCCEEDED', 'FAILED', 'RESULT', '100', '599', 404]) t.strictSame(readFilter(sandbox, { status }), { status })
  for (const status of ['succeeded', 'xSUCCEEDED', 'FAILEDx', '099', '600', '99', '1000', 50, '2xx']) {
    t.throws(() => readFilter(sandbox, { status }), new Malformed(`status "${status}" is neither SUCCEEDED nor FAILED nor RESULT nor an HTTP status.`))
  }
})

t.test('a number is taken in any usual spelling', async (t) => {
  t.strictSame(readFilter(sandbox, { phoneNumber: '06 39 98 00 01', account: 'alice' }), { phoneNumber: '+33639980001', account: 'alice' })
  t.throws(() => readFilter(sandbox, { phoneNumber: 'x' }), { message: /^phoneNumber "x" is not a possible phone number/ })
})

t.test('since is the id of an entry or a time', async (t) => {
  t.equal(readSince('0123abcd-ef45'), undefined)
  t.equal(readSince('2026-01-31T12:00:00Z'), Date.UTC(2026, 0, 31, 12))
  for (const since of ['yesterday', '00123abcd-ef45', '0123abcd-ef456', '0123abc-ef45', '0123abcd-ef4', '0123ABCD-ef45']) {
    t.throws(() => readSince(since), new Malformed(`since "${since}" is neither an ISO 8601 time such as 2026-01-31T12:00:00Z nor the id of an entry.`))
  }
})

t.test('entries are listed newest first, those that match', async (t) => {
  t.strictSame(findEntries(sandbox, {}).entries, [unrouted, broken, refused])
  t.strictSame(findEntries(sandbox, { status: 503 }).entries, [broken])
  t.strictSame(findEntries(sandbox, { phoneNumber: '0639980001' }).entries, [refused])
})

t.test('a page has so many entries, from before one or since another', async (t) => {
  t.strictSame(findEntries(sandbox, {}, { limit: 2 }).entries, [unrouted, broken])
  t.strictSame(findEntries(sandbox, {}, { limit: 0 }).entries, [])
  t.strictSame(findEntries(sandbox, {}, { before: broken.id }).entries, [refused])
  t.strictSame(findEntries(sandbox, {}, { before: unrouted.id, limit: 1 }).entries, [broken])
  t.strictSame(findEntries(sandbox, { account: 'alice' }, { before: unrouted.id, limit: 1 }).entries, [refused], 'what does not match does not count')
  t.strictSame(findEntries(sandbox, {}, { since: broken.id }).entries, [unrouted])
  t.strictSame(findEntries(sandbox, {}, { since: '00000000-0000' }).entries, [unrouted, broken, refused], 'one that is forgotten is older than all')
  t.strictSame(findEntries(sandbox, {}, { since: broken.id, before: refused.id }).entries, [], 'nothing is between them')
  t.strictSame(findEntries(sandbox, {}, { before: refused.id }).entries, [])
  t.throws(() => findEntries(sandbox, {}, { before: '00000000-0000' }), new NotFound('The journal has no request "00000000-0000".'))
})

t.test('a page says how many match on all pages, from `since` on', async (t) => {
  const total = (...asked: [search: EntrySearch, page?: Page]) => findEntries(sandbox, ...asked).total
  t.strictSame([total({}), total({}, { limit: 1 }), total({}, { limit: 0 }), total({}, { before: broken.id })], [3, 3, 3, 3])
  t.strictSame([total({ face: 'pims' }, { limit: 1 }), total({ face: 'pims' }, { before: refused.id })], [2, 2])
  t.strictSame([total({}, { since: broken.id, limit: 0 }), total({ face: 'pims' }, { since: refused.id })], [1, 1])
})

t.test('an entry of the very moment is since it, one of the millisecond before is not', async (t) => {
  const at = (time: number) => findEntries(sandbox, {}, { since: new Date(time).toISOString() }).entries.length
  t.strictSame([at(START - 1), at(START), at(START + 1)], [3, 3, 0])
})

t.test('an entry is found by its id', async (t) => {
  t.equal(getEntry(sandbox, broken.id), broken)
  t.throws(() => getEntry(sandbox, '00000000-0000'), new NotFound('The journal has no request "00000000-0000". It keeps the newest; GET /admin/requests lists them.'))
})
