import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { sarifToMarkdown } from '@security-alert/sarif-to-markdown'
import draft04 from 'ajv-draft-04'
import type { AnySchema } from 'ajv'
import addFormats from 'ajv-formats'
import type { Log } from 'sarif'
import t from 'tap'
import { judge } from '../../../../src/conduct/judge.ts'
import { rules } from '../../../../src/conduct/rules/index.ts'
import type { Conduct } from '../../../../src/wire/conduct.ts'
import { enrolled, startClient } from '../../../support/clients.ts'
import { recordRequest } from '../../../support/record-request.ts'
import { certify, start, type Started } from '../../../support/start.ts'

const require = createRequire(import.meta.url)
const convertToJunit = require('sarif-junit') as (options: { _: [from: string, to: string] }) => void

const { default: Ajv } = draft04
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false }) // the schema has a pattern that is none with `u`
addFormats.default(ajv)
/** The schema of SARIF 2.1.0; what errata 01 asks besides is the beginning of a region. */
const isSarif = ajv.compile(require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json') as AnySchema)

/** A client that goes on after a block, has a code in its user agent, and asks for a path that is not there. */
async function rude ({ get, set, admin, call }: Started): Promise<void> {
  await admin('PUT', 'faults/2310')
  for (let count = 0; count < 2; count++) await get('otp', { action: 'withPIN', pinCode: '1234' })
  await admin('DELETE', 'faults')
  const code = await certify({ get, admin }, '0612345678')
  await set('smscode', { type: 'modifyPhoneNumber', phoneNumber: '0612345678', smsCode: code }, { headers: { 'user-agent': `app/${code}` } })
  await call({ url: '/v1/oauth/token' })
}

const conductOf = async ({ admin }: Started, query = ''): Promise<Conduct> => (await admin('GET', `conduct${query}`)).body as unknown as Conduct

t.test('findings come with the worst first, and say what, where, why it hurts, what to do instead, and which requests show it', async (t) => {
  const kit = await start(t)
  await rude(kit)
  const { findings, counts, requests, forgotten, rules: looked } = await conductOf(kit)
  t.match(findings, [
    { rule: 'PIMS1001', name: 'GoesOnAfterBlock', severity: 'high', face: 'pims', operation: 'get.otp.withPIN', account: 'alice', count: 1, harm: /blocked/, advice: /Stop/ },
    { rule: 'PIMS3002', severity: 'high', operation: 'set.smscode.modifyPhoneNumber', account: 'alice' },
    { rule: 'PIMS3006', severity: 'low', operation: null, account: null, face: null }
  ])
  t.strictSame(counts, { high: 2, medium: 0, low: 1 })
  t.strictSame({ requests, forgotten, looked: looked.length }, { requests: 5, forgotten: 0, looked: rules.length })
  const shown = (await kit.admin('GET', `requests/${findings[0]?.requests[1]}`)).body
  t.match(shown, { operation: 'get.otp.withPIN', code: 2310 })
})

t.test('it looks at the journal as it was when it was asked, and other requests have their turn meanwhile', async (t) => {
  const kit = await start(t)
  await rude(kit)
  let isOver = false
  const looked = judge(kit.sandbox()).finally(() => { isOver = true })
  await kit.call({ url: '/v1/oauth/token' })
  t.notOk(isOver)
  t.equal((await looked).requests, 5)
})

t.test('what is below a severity can be left out; another severity is refused', async (t) => {
  const kit = await start(t)
  await rude(kit)
  t.equal((await conductOf(kit, '?severity=medium')).findings.length, 2)
  t.match(await kit.admin('GET', 'conduct?severity=worst'), { status: 400 })
})

t.test('the same thing many times is one finding, with its count and the latest requests', async (t) => {
  const kit = await start(t)
  for (let count = 0; count < 30; count++) await kit.call({ url: '/v1/oauth/token' })
  const ids = ((await kit.admin('GET', 'requests?limit=10')).body?.requests as Array<{ id: string }>).map(({ id }) => id).reverse()
  const { findings } = await conductOf(kit)
  t.match(findings, [{ count: 30 }])
  t.strictSame(findings[0]?.requests, ids)
})

t.test('each operation and each account has a finding of its own, as severe as the worst of its times', async (t) => {
  const kit = await start(t)
  const blocked = (account: string, operation: string, pause: number) => {
    const told = { operation, account, status: 'FAILED', code: 2310, httpStatus: 423 } as const
    const first = recordRequest(kit.sandbox(), told)
    Object.assign(recordRequest(kit.sandbox(), told), { arrival: first.arrival + first.duration + pause })
  }
  blocked('alice', 'get.otp.withPIN', 10_000)
  blocked('bob', 'get.otp.withPIN', 10_000)
  blocked('alice', 'get.otp.withoutPIN', 10_000)
  for (const pause of [10_000, 1]) blocked('bob', 'get.otp.withoutPIN', pause)
  t.strictSame((await conductOf(kit)).findings.map(({ account, operation, severity }) => [account, operation, severity]), [
    ['bob', 'get.otp.withoutPIN', 'high'], ['alice', 'get.otp.withPIN', 'low'], ['bob', 'get.otp.withPIN', 'low'], ['alice', 'get.otp.withoutPIN', 'low']
  ])
})

t.test('no report has a secret in it', async (t) => {
  const kit = await start(t)
  await rude(kit)
  const code = String(((await kit.admin('GET', 'sms')).body?.messages as Array<{ code: string }>)[0]?.code)
  for (const format of ['json', 'markdown', 'junit', 'sarif']) t.notMatch((await kit.app.inject(`/admin/conduct?format=${format}`)).payload, code, format)
})

t.test('JUnit has a case for each rule, whether something was found or not; what is high fails', async (t) => {
  const kit = await start(t)
  const junit = async () => (await kit.app.inject('/admin/conduct?format=junit')).payload
  const countOf = (text: string, word: string) => text.split(word).length - 1
  t.strictSame(['<testcase', '<failure', '<system-out'].map((word) => countOf('', word)), [0, 0, 0])
  const before = await junit()
  await rude(kit)
  const after = await junit()
  t.strictSame([before, after].map((text) => ['<testcase', '<failure', '<system-out'].map((word) => countOf(text, word))), [[rules.length, 0, 0], [rules.length, 2, 1]])
  t.match(after, `tests="${rules.length}" failures="2"`)
})

t.test('Markdown says it for people', async (t) => {
  const kit = await start(t)
  t.match((await kit.app.inject('/admin/conduct?format=markdown')).payload, 'Nothing was found in 0 requests.')
  await rude(kit)
  t.match((await kit.app.inject('/admin/conduct?format=markdown')).payload, /2 high, 0 medium, 1 low in 5 requests\.[^]*## high: GoesOnAfterBlock \(PIMS1001\)[^]*`get\.otp\.withPIN`, account `alice`\./)
})

t.test('SARIF is what its schema says, with findings and without', async (t) => {
  const kit = await start(t)
  const read = async () => JSON.parse((await kit.app.inject('/admin/conduct?format=sarif')).payload) as Log
  t.ok(isSarif(await read()), ajv.errorsText(isSarif.errors))
  await rude(kit)
  for (let count = 0; count < 2; count++) await kit.get('smscode', { type: 'phoneNumberCertification', phoneNumber: '0612345678' }) // a finding with two requests
  const log = await read()
  t.ok(isSarif(log), ajv.errorsText(isSarif.errors))
  const places = log.runs[0]?.results?.flatMap(({ locations = [], relatedLocations = [] }) => [...locations, ...relatedLocations]) ?? []
  t.ok(places.length > 4)
  for (const { physicalLocation } of places) t.ok((physicalLocation?.region?.startLine ?? 0) > 0)
  t.notOk(isSarif({ ...log, version: '2.0.0' }))
})

t.test('SARIF has what its readers need, with locations in the HAR of the same requests', async (t) => {
  const kit = await start(t)
  await rude(kit)
  const { payload, headers } = await kit.app.inject('/admin/conduct?format=sarif')
  t.match(headers['content-type'], 'application/sarif+json')
  const log = JSON.parse(payload) as Log
  const har = JSON.stringify(JSON.parse((await kit.app.inject('/admin/requests?format=har')).payload), null, 2).split('\n')
  const [run] = log.runs
  for (const { level, ruleIndex, ruleId, locations: [location] = [] } of run?.results ?? []) {
    const rule = run?.tool.driver.rules?.[ruleIndex ?? -1]
    t.strictSame([rule?.id, rule?.defaultConfiguration?.level], [ruleId, level])
    const line = har[(location?.physicalLocation?.region?.startLine ?? 0) - 1]
    t.equal(line?.trim(), `"_id": "${location?.logicalLocations?.[0]?.name}",`)
  }
  t.strictSame(run?.results?.map(({ level }) => level), ['error', 'error', 'note'])
})

t.test('two readers of SARIF show every finding, and fail for what is high', async (t) => {
  const kit = await start(t)
  await rude(kit)
  const { payload } = await kit.app.inject('/admin/conduct?format=sarif')
  const [page] = sarifToMarkdown({ owner: 'o', repo: 'r', branch: 'main', sourceRoot: '', failOn: ['error'] })(JSON.parse(payload) as Log)
  t.match(page, { hasMessages: true, shouldFail: true, body: /goes on after an answer[^]*sends a code[^]*asks for a path/ })
  const folder = t.testdir({ 'conduct.sarif': payload })
  convertToJunit({ _: [join(folder, 'conduct.sarif'), join(folder, 'junit.xml')] })
  const junit = readFileSync(join(folder, 'junit.xml'), 'utf8')
  t.equal(junit.split('<testcase').length - 1, 3)
  t.match(junit, 'goes on after an answer')
})

t.test('a finding of another severity than its rule has a rule of its own in SARIF: readers take it from either', async (t) => {
  const kit = await start(t)
  const blocked = { operation: 'get.otp.withPIN', account: 'alice', status: 'FAILED', code: 2310, httpStatus: 423 } as const
  const first = recordRequest(kit.sandbox(), blocked)
  Object.assign(recordRequest(kit.sandbox(), blocked), { arrival: first.arrival + 10_000 })
  const { runs: [run] } = JSON.parse((await kit.app.inject('/admin/conduct?format=sarif')).payload) as Log
  t.match(run?.results, [{ ruleId: 'PIMS1001/low', level: 'note' }])
  t.match(run?.tool.driver.rules?.[run.results?.[0]?.ruleIndex ?? -1], { id: 'PIMS1001/low', defaultConfiguration: { level: 'note' } })
})

t.test('verify can ask that there is nothing of a severity, alone or beside requests', async (t) => {
  const kit = await start(t)
  const verify = async (expectation: object) => await kit.admin('POST', 'verify', expectation)
  t.match(await verify({ conduct: 'low' }), { status: 200, body: { count: 0, requests: [] } })
  await rude(kit)
  t.match(await verify({ conduct: 'high' }), { status: 422, body: { message: /GoesOnAfterBlock \(get\.otp\.withPIN, alice\); SecretInHeader/, expected: { conduct: 'high' }, findings: [{ rule: 'PIMS1001' }, { rule: 'PIMS3002' }] } })
  t.match(await verify({ operation: 'modifyPhoneNumber', times: 1, conduct: 'high' }), { status: 422, body: { findings: [{}, {}] } })
  t.match(await verify({ operation: 'modifyPhoneNumber', times: 2, conduct: 'high' }), { status: 422, body: { count: 1, findings: undefined } })
  await kit.admin('DELETE', 'requests')
  t.match(await verify({ conduct: 'low' }), { status: 200 })
})

t.test('it does not pass where requests are forgotten that could show something', async (t) => {
  const kit = await start(t, { JOURNAL_SIZE: '1' })
  await rude(kit)
  t.match(await conductOf(kit), { requests: 1, forgotten: 4 })
  t.match(await kit.admin('POST', 'verify', { conduct: 'high' }), { status: 422, body: { forgotten: 4, message: /forgotten 4 requests/ } })
})

t.test('without a journal nothing is known: 409', async (t) => {
  const { admin } = await start(t, { JOURNAL_SIZE: '0' })
  for (const answer of [await admin('GET', 'conduct'), await admin('POST', 'verify', { conduct: 'high' })]) t.match(answer, { status: 409, body: { message: /JOURNAL_SIZE=0/ } })
})

t.test('a whole journey of a client that does well shows nothing', async (t) => {
  const client = await startClient(t)
  const { access_token: token } = await client.login('carol')
  const device = await enrolled(client, 'carol')
  await client.redeem(String(token), await device.otp())
  t.strictSame((await conductOf(client)).findings, [])
})

t.test('what verifies names ten findings in its message, and has all', async (t) => {
  const { admin, call } = await start(t)
  for (let count = 0; count < 12; count++) await call({ url: `/nowhere/${count}` })
  const { status, body } = await admin('POST', 'verify', { conduct: 'low' })
  t.match({ status, body }, { status: 422, body: { message: /: (NobodyTakesIt; ){9}NobodyTakesIt and 2 more\. GET / } })
  t.equal((body as { findings: unknown[] }).findings.length, 12)
})
