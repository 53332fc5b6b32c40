import { readFileSync } from 'node:fs'
import t from 'tap'
import { catalogue } from '../../src/codes/catalogue.ts'
import { parseFixtures } from '../../src/sandbox/accounts/fixtures.ts'
import type { ContractView } from '../../src/wire/contract.ts'
import { NOON, start } from '../support/start.ts'

const read = (name: string) => JSON.parse(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8')) as Record<string, unknown>
const errors = read('pims-errors.json').errors as Array<{ code: number, label: string, label_2_0_X?: string }>

t.test('the catalogue has every documented code, with both generations of labels', async (t) => {
  const ours = Object.entries(catalogue).map(([code, entry]) => [Number(code), entry.label, 'label20X' in entry ? entry.label20X : undefined])
  t.strictSame(ours, errors.map(({ code, label, label_2_0_X: older }) => [code, label, older]))
})

t.test('GET /admin/contract tells all of it, with the labels and statuses of this server', async (t) => {
  const { admin } = await start(t, { SDK_VERSION: '2.3', HTTP_STATUS: 'always-200' })
  const { operations } = (await admin('GET', 'contract')).body as { operations: Array<Record<string, unknown>> }
  t.match(operations.find(({ id }) => id === 'set.smscode.modifyPhoneNumber'), {
    verb: 'set',
    api: 'pims.authentication.smscode',
    built: true,
    parameters: [{ name: 'type', required: true }, { name: 'smsCode', required: true }, { name: 'phoneNumber', required: true }],
    errors: [{ code: 2001 }, { code: 2006 }, { code: 2101 }, { code: 2102 }, { code: 2201, label: 'Timeout', status: 200 }]
  })
})

t.test('GET /admin/contract says how each code is met without a fault, or why it is not', async (t) => {
  const { admin } = await start(t)
  const { operations, targets } = (await admin('GET', 'contract')).body as unknown as ContractView
  const reach = (operation: string, code: number) => operations.find(({ id }) => id === operation)?.errors.find((error) => error.code === code)?.reach
  t.strictSame(reach('set.smscode.modifyPhoneNumber', 2310), { account: 'blocked', how: 'account `blocked`', number: '0639982310' })
  t.strictSame(reach('get.account.username', 2301), { how: 'without a token, nobody signed in on the device' })
  t.strictSame(reach('set.enrollment.remove', 2310), { unreachable: 'removing is what heals it' })
  for (const { errors } of operations) for (const { reach: { how, unreachable } } of errors) t.ok((how === undefined) !== (unreachable === undefined))

  const without = await start(t, { MAGIC_NUMBERS: 'false' }, undefined, { fixtures: parseFixtures('[]', 'accounts.json', NOON) })
  const bare = (await without.admin('GET', 'contract')).body as unknown as ContractView
  t.strictSame(bare.operations.find(({ id }) => id === 'set.smscode.modifyPhoneNumber')?.errors.find(({ code }) => code === 2310)?.reach, { unreachable: 'the fixtures have no account `blocked`' })

  t.match(targets.find(({ id }) => id === 'inwebo.otp'), { face: 'inwebo', name: 'otp', sendsSms: false })
  t.match(targets.find(({ id }) => id === 'cvs.smsCode'), { face: 'cvs', codes: [2201], sendsSms: true })
  for (const { id, errors } of operations) t.strictSame(errors.map(({ code }) => code), targets.find((target) => target.id === id)?.codes, `${id}: what faults can ask for is what it documents`)
})

t.test('GET /admin/contract lists the codes that every page means: 2301 for who has to be signed in, 2005 for who subscribes', async (t) => {
  const { admin } = await start(t)
  const { operations } = (await admin('GET', 'contract')).body as unknown as ContractView
  const documenting = (code: number) => operations.filter(({ errors }) => errors.some((error) => error.code === code)).map(({ id }) => id)
  t.strictSame(operations.filter(({ id, identity }) => identity === 'required' && !documenting(2301).includes(id)).map(({ id }) => id), [])
  t.strictSame(operations.filter(({ id, verb }) => verb === 'subscribe' && !documenting(2005).includes(id)).map(({ id }) => id), [])
  t.match(operations.find(({ id }) => id === 'get.user.profile')?.errors, [{ code: 2301, status: 401 }], 'one whose own table is empty')
})

t.test('GET /admin/contract is sent once: its ETag stands for it, in every sandbox', async (t) => {
  const { call } = await start(t)
  const { headers, text } = await call({ url: '/admin/contract' })
  t.match(headers, { etag: /^"[\w-]{16}"$/, 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache' })
  t.match(await call({ url: '/sandbox/other/admin/contract', headers: { 'if-none-match': String(headers.etag) } }), { status: 304, text: '' })
  t.equal((await call({ url: '/admin/contract', headers: { 'if-none-match': '"another"' } })).text, text)
})
