import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { targets } from '../../../src/app.ts'
import { readScenarios } from '../../../src/faults/scenarios.ts'
import { settings } from '../../support/inwebo.ts'
import { certify, start, type Started } from '../../support/start.ts'

const NUMBER = '0612345678'
const activate = ({ admin }: Started, name: string) => admin('PUT', `scenarios/${name}/active`)
const modify = ({ set }: Started) => set('smscode', { type: 'modifyPhoneNumber', smsCode: '000000', phoneNumber: NUMBER })
const issue = ({ get }: Started) => get('smscode', { type: 'phoneNumberCertification', phoneNumber: NUMBER })
const codeOf = ({ body }: { body: Record<string, unknown> | undefined }) => (body?.error as { code?: number } | undefined)?.code

t.test('the scenarios are listed with what they are for', async (t) => {
  const { admin } = await start(t)
  const { body } = await admin('GET', 'scenarios')
  const scenarios = body?.scenarios as Array<{ name: string, title: string, description: string, active: boolean, faults: Array<{ explanation: string }> }>
  const names = scenarios.map(({ name }) => name)
  for (const name of ['flaky-network', 'sms-never-arrives', 'sms-late', 'blocked-on-third-try', 'inwebo-outage', 'slow-backend', 'maintenance']) t.ok(names.includes(name), name)
  for (const { title, description, active, faults } of scenarios) t.ok(title.length > 5 && description.length > 20 && !active && faults[0]?.explanation !== '')
  t.match(await admin('GET', 'scenarios/sms-late'), { status: 200, body: { title: 'The SMS comes a minute late', faults: [{ id: 'sms-late-1', effect: { sms: { delay: 60000 } } }] } })
  t.match(await admin('GET', 'scenarios/nonsense'), { status: 404, body: { message: /There are .*maintenance/ } })
})

t.test('activating one replaces the faults of the sandbox, and of no other', async (t) => {
  const kit = await start(t)
  await kit.admin('PUT', 'faults/2310')
  t.match(await activate(kit, 'sms-late'), { status: 200, body: { active: true, faults: [{ hits: 0 }] } })
  t.match((await kit.admin('GET', 'faults')).body, { faults: [{ id: 'sms-late-1' }] })
  t.match((await kit.call({ url: '/sandbox/other/admin/scenarios/sms-late' })).body, { active: false })
  await kit.admin('DELETE', 'faults')
  t.match((await kit.admin('GET', 'scenarios/sms-late')).body, { active: false })
  t.match(await activate(kit, 'nonsense'), { status: 404 })
})

t.test('DELETE of an active one takes its faults out, and no others', async (t) => {
  const kit = await start(t)
  const end = () => kit.admin('DELETE', 'scenarios/sms-late/active')
  t.match(await end(), { status: 409, body: { message: /"sms-late" is not active\. PUT \/admin\/scenarios\/sms-late\/active starts it/ } })
  await activate(kit, 'sms-late')
  await kit.admin('PUT', 'faults/2310')
  t.match(await end(), { status: 204 })
  t.match((await kit.admin('GET', 'faults')).body, { faults: [{ id: '2310' }] })
  t.match(await kit.admin('DELETE', 'scenarios/nonsense/active'), { status: 404 })
})

t.test('flaky-network: 2202, then 2201, then it works', async (t) => {
  const kit = await start(t)
  await activate(kit, 'flaky-network')
  t.strictSame([codeOf(await issue(kit)), codeOf(await issue(kit)), codeOf(await issue(kit))], [2202, 2201, undefined])
})

t.test('sms-never-arrives and sms-late', async (t) => {
  const kit = await start(t)
  await activate(kit, 'sms-never-arrives')
  t.match(await issue(kit), { body: { status: 'SUCCEEDED' } })
  t.match(await kit.admin('GET', 'sms/latest'), { status: 404 })

  await activate(kit, 'sms-late')
  await issue(kit)
  await kit.admin('PUT', 'clock', { advance: 'PT59S' })
  t.match(await kit.admin('GET', 'sms/latest'), { status: 404 })
  await kit.admin('PUT', 'clock', { advance: 'PT1S' })
  t.match(await kit.admin('GET', 'sms/latest'), { status: 200, body: { to: '+33612345678' } })
})

t.test('blocked-on-third-try: the first two are wrong, the third is blocked', async (t) => {
  const kit = await start(t)
  await certify(kit, NUMBER)
  await activate(kit, 'blocked-on-third-try')
  t.strictSame([codeOf(await modify(kit)), codeOf(await modify(kit)), codeOf(await modify(kit)), codeOf(await modify(kit))], [2102, 2102, 2310, 2310])
})

t.test('inwebo-outage, slow-backend and maintenance', async (t) => {
  const kit = await start(t)
  await activate(kit, 'inwebo-outage')
  t.equal(codeOf(await modify(kit)), 2314)
  t.match(await issue(kit), { body: { status: 'SUCCEEDED' } })

  t.match((await activate(kit, 'slow-backend')).body, { faults: [{ delay: { median: 800 }, effect: null }] })

  await activate(kit, 'maintenance')
  for (const answer of [await modify(kit), await issue(kit), await kit.get('trustedphonenumber')]) {
    t.match(answer, { status: 503, headers: { 'retry-after': '120' }, body: { message: /maintenance/ } })
  }
})

t.test('a scenario file that cannot be used is named, and the path in it', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'scenarios-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const read = (file: string, scenario: unknown) => {
    writeFileSync(join(folder, file), typeof scenario === 'string' ? scenario : JSON.stringify(scenario))
    try {
      return readScenarios(folder, { settings, targets })
    } finally {
      rmSync(join(folder, file))
    }
  }
  const texts = { title: 'T', description: 'D' }
  t.throws(() => read('a.json', '{'), { message: /a\.json: .*JSON/ })
  t.throws(() => read('a.json', { ...texts, faults: [{ effect: { transport: 'nap' } }] }), { message: /a\.json: faults\.0\.effect\.transport must be one of hang/ })
  t.throws(() => read('a.json', { ...texts, faults: [{ effect: { error: 9999 } }] }), { message: /a\.json: faults\.0: There is no code 9999/ })
  t.throws(() => read('a.json', { ...texts, faults: [] }), { message: /a\.json: faults must be/ })
  t.throws(() => read('a b.json', {}), { message: /a b\.json: the name of a scenario/ })
  t.match(read('fine.json', { ...texts, faults: [{ id: 'mine', effect: { error: 2310 } }] }).get('fine'), { name: 'fine', rules: [{ id: 'mine' }] })
  t.equal(readScenarios(join(folder, 'missing'), { settings, targets }).size, 0)
})
