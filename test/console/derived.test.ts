import t from 'tap'
import { cellAt, errorOf, isPlain, isRunning } from '../../console/state/derived/cells.ts'
import { codesOf, familyOf } from '../../console/state/derived/codes.ts'
import { lifetimeOf, phonesOf, stateAt } from '../../console/state/derived/messages.ts'
import { hasWords, meantBy } from '../../console/state/derived/requests.ts'
import type { Entry, Fault, Overview, Sms } from '../../console/state/world/wire.ts'
import { outcomeOf } from '../../src/words/outcomes.ts'
import { wordsOf } from '../../src/words/search.ts'
import { start } from '../support/start.ts'
import { contract, entry, fault, sms } from './support.ts'

t.test('codes stand in their order, with the operations that document them', async (t) => {
  t.match(codesOf(contract), [
    { code: 2001, label: 'label 2001', operations: ['set.release'] },
    { code: 2101, operations: ['get.smscode.enrollment', 'set.smscode.enrollment'] },
    { code: 2201 }, { code: 2310, operations: { length: 3 }, others: ['inwebo.otp'] }, { code: 2311 }, { code: 2316 }
  ])
})

t.test('codes have families', async (t) => {
  t.strictSame([2001, 2102, 2204, 2305, 2310, 2344, 2390].map(familyOf), ['facade', 'parameters', 'network', 'signIn', 'inwebo', 'other', 'other'])
})

t.test('a plain rule hits everybody, always', async (t) => {
  t.ok(isPlain(fault()))
  for (const more of [{ match: { account: 'a' } }, { match: { device: 'd' } }, { match: { phoneNumber: '+33' } }, { skip: 1 }, { times: 1 }, { probability: 0.5 }, { effect: null }, { effect: [{ error: 2310 }] }]) t.notOk(isPlain(fault(more)), JSON.stringify(more))
  t.equal(errorOf(fault()), 2310)
  t.equal(errorOf(fault({ effect: [{ error: 2310 }] })), undefined)
  t.equal(errorOf(fault({ effect: { transport: 'hang' } })), undefined)
})

t.test('a cell is off, on, on everywhere, or hidden by a newer rule', async (t) => {
  const modify = 'set.smscode.modifyPhoneNumber'
  const at = (more: Partial<Fault>) => fault({ targets: [modify], ...more })
  const own = at({ id: `${modify}.2310`, match: { operation: modify } })
  const everywhere = at({ id: '2310' })
  const other = at({ id: 'new', effect: { transport: 'hang' } })
  const cell = (...faults: Fault[]) => cellAt(modify, 2310, faults)
  t.match(cell(), { is: 'off' })
  t.match(cell(own), { is: 'on', fault: own })
  t.match(cell(everywhere), { is: 'everywhere' })
  t.match(cell(other, own), { is: 'hidden', fault: own, by: other })
  t.match(cell({ ...other, match: { account: 'alice' } }, own), { is: 'on' }, 'a rule for one account hides nothing')
  t.match(cell({ ...own, remaining: 0 }), { is: 'off' }, 'a rule that is used up does nothing')
  t.match(cellAt(modify, 2311, [own]), { is: 'off' })
  t.match(cellAt('get.otp.withPIN', 2310, [everywhere]), { is: 'off' }, 'a rule is on where it can hit')
})

t.test('a scenario runs while all its faults are on', async (t) => {
  const scenario = { name: 's', title: '', description: '', active: false, faults: [fault({ id: 'a' }), fault({ id: 'b' })] }
  t.ok(isRunning(scenario, [fault({ id: 'b' }), fault({ id: 'c' }), fault({ id: 'a' })]))
  t.notOk(isRunning(scenario, [fault({ id: 'a' })]))
  t.notOk(isRunning({ ...scenario, faults: [] }, []))
})

t.test('the server says what became of a code; time alone expires it', async (t) => {
  const sent = Date.parse(sms().sentAt)
  const at = (message: Sms, seconds: number) => stateAt(message, sent + seconds * 1000)
  t.equal(at(sms({ state: 'pending', expiresAt: '2026-01-01T12:00:10.000Z' }), 9), 'pending')
  t.equal(at(sms({ state: 'pending', expiresAt: '2026-01-01T12:00:10.000Z' }), 10), 'expired')
  t.equal(at(sms({ state: 'used' }), 9999), 'used')
  t.equal(lifetimeOf(sms({ expiresAt: '2026-01-01T12:00:10.000Z' })), 10_000)
})

t.test('phones come with their newest message', async (t) => {
  const messages = [sms({ id: 'c', to: '+2', account: 'bob', sentAt: '3' }), sms({ id: 'b', to: '+1', sentAt: '2' }), sms({ id: 'a', to: '+2', sentAt: '1' })]
  t.strictSame(phonesOf(messages, messages.slice(1, 2)), [{ number: '+2', account: 'bob', at: '3', pending: false }, { number: '+1', account: 'alice', at: '2', pending: true }])
})

t.test('a request is fine, failed, by a fault, or asked for something that is not there', async (t) => {
  t.equal(outcomeOf(entry()), 'fine')
  t.equal(outcomeOf(entry({ status: 'FAILED', code: 2310 })), 'failed')
  t.equal(outcomeOf(entry({ status: null, code: 'NOK:SN' })), 'failed')
  t.equal(outcomeOf(entry({ status: null, httpStatus: 500 })), 'failed')
  t.equal(outcomeOf(entry({ fault: { rule: 'a', effect: { error: 2310 }, delay: 0 } })), 'fault')
  t.equal(outcomeOf(entry({ fault: { rule: 'a', effect: null, delay: 50 } })), 'fine', 'a delay alone breaks nothing')
  t.equal(outcomeOf({ ...entry(), face: null }), 'unrouted')
})

const FRANCE = { international: '+33', national: '0' }

t.test('a filter is words that all are there, in any field', async (t) => {
  const shown = entry({ code: 2310, fault: { rule: 'r', effect: { error: 2310 }, delay: 0 } })
  for (const text of ['', 'ALICE 2310', 'modify fault', 'device-1 pims', 'e1']) t.ok(hasWords(shown, wordsOf(text), FRANCE), text)
  t.notOk(hasWords(shown, wordsOf('alice 2311'), FRANCE))
  t.ok(hasWords(entry(), wordsOf('alice'), FRANCE) && hasWords(entry({ face: 'cvs' }), wordsOf('cvs'), FRANCE))
})

t.test('the server finds by words and outcome what the page does', async (t) => {
  const kit = await start(t)
  await kit.get('smscode', { type: 'phoneNumberCertification', phoneNumber: '0612345678' })
  await kit.get('trustedphonenumber', {}, { as: 'bob' })
  await kit.admin('PUT', 'faults/mine', { effect: { http: { status: 503 } }, match: { device: 'tablet' } })
  await kit.get('trustedphonenumber', {}, { headers: { 'x-device-id': 'tablet' } })
  await kit.call({ url: '/pims.authentication.acount?type=x' })
  const { server: { numbers } } = (await kit.admin('GET', 'overview')).body as unknown as Overview
  const ask = async (query: string) => (await kit.admin('GET', `requests?${query}`)).body?.requests as Entry[]
  const all = await ask('')
  for (const q of ['', 'alice', 'POST', 'unrouted acount', 'mine 503 tablet', 'fault', '0612345678', '+33612345678', 'smscode 200', '2307 bob', 'sms-', 'nothing of this', ...all.map(({ id }) => id)]) {
    t.strictSame(await ask(`q=${encodeURIComponent(q)}`), all.filter((one) => hasWords(one, wordsOf(q), numbers)), q)
  }
  t.strictSame(await ask('outcome=fine'), all.filter((one) => outcomeOf(one) === 'fine'))
  t.strictSame(await ask('outcome=failed'), all.filter((one) => outcomeOf(one) !== 'fine'))
  t.strictSame(await ask('outcome=fault'), all.filter((one) => outcomeOf(one) === 'fault'))
})

t.test('a number is found as people in the region of the server dial it, by the page and by the server', async (t) => {
  for (const [region, dialled, other] of [['GB', '07400123456', '0612345678'], ['IT', '3123456789', '03123456789'], ['US', '2015550123', '12015550124']] as const) {
    const kit = await start(t, { PHONE_REGION: region })
    await kit.get('smscode', { type: 'phoneNumberCertification', phoneNumber: dialled })
    const { server: { numbers }, requests } = (await kit.admin('GET', 'overview')).body as unknown as Overview
    for (const [q, count] of [[dialled, 1], [dialled.slice(0, 6), 1], [other, 0]] as const) {
      t.equal(((await kit.admin('GET', `requests?q=${q}`)).body?.requests as Entry[]).length, count, `${region} ${q} on the server`)
      t.equal(requests.filter((one) => hasWords(one, wordsOf(q), numbers)).length, count, `${region} ${q} on the page`)
    }
  }
})

t.test('of a request that no route takes it is said what was meant, without the address that is shown already', async (t) => {
  const meant = (reason: string | null) => meantBy(entry({ face: null, reason }))
  t.equal(meant('There is nothing at GET /pims.x. Did you mean /pims.y?'), 'Did you mean /pims.y?')
  t.equal(meant('There is nothing at GET /a.b.'), 'There is nothing at GET /a.b.', 'it is all there is')
  t.equal(meant('Too long.'), 'Too long.')
  t.equal(meant(null), null)
})
