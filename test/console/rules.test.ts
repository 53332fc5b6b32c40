import t from 'tap'
import { type Draft, draftOf, ruleOfDraft } from '../../console/state/rules/draft.ts'
import { problemsOf, refusedField } from '../../console/state/rules/problems.ts'
import { targetsOf } from '../../console/state/rules/targets.ts'
import type { Contract, RuleInput } from '../../console/state/world/wire.ts'
import { browserTest } from '../support/browser.ts'
import { start } from '../support/start.ts'

t.test('the page and the server agree on what a rule can hit', async (t) => {
  const { admin } = await start(t)
  const contract = (await admin('GET', 'contract')).body as unknown as Contract
  const effects: Array<NonNullable<RuleInput['effect']> | null> = [null, { error: 2310 }, { error: 2204 }, { error: 2001 }, { transport: 'reset' }, { http: { status: 503 } }, { sms: 'drop' }, { otp: 'extras' }, [{ error: 2315 }, { sms: 'drop' }], { error: 2333 }]
  const matches: Array<NonNullable<RuleInput['match']>> = [{}, { face: 'oauth' }, { face: 'pims', account: 'alice' }, { operation: 'modifyPhoneNumber' }, { operation: ['inwebo.otp', 'enrollment'] }, { operation: 'subscribe.signal' }]
  for (const effect of effects) {
    for (const match of matches) {
      for (const more of [{}, { force: true }, { on: 'result' }, { on: 'result', force: true }] as const) {
        const rule: RuleInput = { match, effect, ...more, ...effect === null && { delay: 5 } }
        const { status, body } = await admin('PUT', 'faults/one', rule)
        if (status < 300) t.strictSame(new Set(targetsOf(contract, rule)), new Set(body?.targets as string[]), JSON.stringify(rule))
        else t.strictSame(targetsOf(contract, rule), [], `${JSON.stringify(rule)} is refused: ${String(body?.message)}`)
      }
    }
  }
})

/** What is wrong, with the fields that make it so; a value at each bound, and one beyond it. */
const CASES: ReadonlyArray<readonly [string | undefined, Partial<Draft>]> = [
  [undefined, {}],
  [undefined, { kind: 'http', status: '200' }],
  [undefined, { kind: 'http', status: '599' }],
  ['status', { kind: 'http', status: '199' }],
  ['status', { kind: 'http', status: '600' }],
  ['status', { kind: 'http', status: '503.5' }],
  ['status', { kind: 'http', status: 'x' }],
  [undefined, { kind: 'sms', sms: 'delay', smsDelay: '600000' }],
  ['smsDelay', { kind: 'sms', sms: 'delay', smsDelay: '600001' }],
  [undefined, { kind: 'sms', sms: 'drop', smsDelay: 'x' }],
  [undefined, { kind: 'list', list: '[{"error":2310}]' }],
  ['list', { kind: 'list', list: '[]' }],
  ['skip', { skip: '-1' }],
  [undefined, { skip: '0', times: '1', chance: '0' }],
  ['times', { times: '0' }],
  ['times', { times: '1.5' }],
  ['chance', { chance: '101' }],
  [undefined, { chance: '12.5' }],
  [undefined, { wait: 'fixed', delay: '600000' }],
  ['delay', { wait: 'fixed', delay: '600001' }],
  [undefined, { wait: 'between', delay: '5', delayMore: '5' }],
  ['delayMore', { wait: 'between', delay: '5', delayMore: '4' }],
  ['delayMore', { wait: 'about', delay: '5', delayMore: '5.1' }],
  [undefined, { wait: 'about', delay: '5', delayMore: '5' }],
  [undefined, { account: 'a'.repeat(100) }],
  ['account', { account: 'a'.repeat(101) }],
  ['device', { device: 'a'.repeat(101) }],
  ['parameter', { kind: 'error', code: '2101', parameter: 'a'.repeat(101) }]
]

t.test('the page refuses what the server refuses, at its field', async (t) => {
  const { admin } = await start(t)
  for (const [field, changed] of CASES) {
    const draft = { ...draftOf({}), ...changed }
    t.strictSame(Object.keys(problemsOf(draft)), field === undefined ? [] : [field], JSON.stringify(changed).slice(0, 80))
    const { status, body } = await admin('POST', 'faults', ruleOfDraft(draft))
    t.equal(status < 300, field === undefined, `${JSON.stringify(changed).slice(0, 80)}: ${String(body?.message ?? status)}`)
  }
})

t.test('a field that is left empty where a number is needed is wrong', async (t) => {
  t.strictSame(Object.keys(problemsOf({ ...draftOf({}), wait: 'between' })), ['delay', 'delayMore'])
  t.strictSame(Object.keys(problemsOf({ ...draftOf({}), kind: 'http', status: ' ' })), ['status'])
})

t.test('what only the server can read is refused at its field too', async (t) => {
  const { admin } = await start(t)
  const { status, body } = await admin('POST', 'faults', ruleOfDraft({ ...draftOf({}), phoneNumber: 'abc' }))
  t.ok(status >= 400)
  t.strictSame(refusedField(String(body?.message)), { phoneNumber: { is: 'phone' } })
  t.strictSame(refusedField('effect must be an effect'), {})
})

browserTest('the form says at each field what is wrong with it, which operations it can hit, and offers them by group', async (t, { open, admin }) => {
  const page = await open('/console/#/switches')
  await page.getByRole('button', { name: 'Add a rule…' }).click()
  const form = page.getByRole('dialog')
  const { operations } = (await admin('GET', 'contract')).body as unknown as Contract
  const components = new Set(['SDK', ...operations.map(({ component }) => component)])
  t.ok(components.has('StrongAuthentication'))
  t.strictSame(await form.locator('optgroup').evaluateAll((groups) => groups.map((group) => group.getAttribute('label'))), [...components, 'PIMS', 'inWebo devices', 'inWebo service', 'CVS', 'OAuth 2', 'MQTT'])
  await form.getByText(/^It can hit \d+ operations:$/).click()
  t.ok(await form.locator('.reaches li').count() > 9)
  await form.getByRole('button', { name: 'Only late' }).click()
  await form.getByText('waits 800 ms everywhere').waitFor()
  await form.getByRole('button', { name: 'HTTP' }).click()
  await form.getByLabel('Wait').selectOption('none')
  await form.getByLabel('HTTP status').fill('99')
  t.equal(await form.locator('.labelled', { has: page.getByLabel('HTTP status') }).locator('.wrong').innerText(), 'A whole number from 200 to 599.')
  await form.getByRole('button', { name: 'Switch on' }).click()
  await form.locator('input:focus').waitFor()
  t.equal(await form.locator('input:focus').inputValue(), '99')
  t.match(await admin('GET', 'faults'), { body: { faults: [] } })
  await form.getByLabel('HTTP status').fill('503')
  await form.getByLabel('Operation').selectOption('set.smscode.modifyPhoneNumber')
  await form.getByText('It can hit 1 operation:').waitFor()
  await form.getByRole('button', { name: 'Switch on' }).click()
  await form.waitFor({ state: 'detached' })
  t.equal(await page.locator('.rule').getAttribute('title'), 'modifyPhoneNumber')
})

browserTest('a rule about RESULT messages names subscriptions only, offers what such a message can meet, and is switched on as one', async (t, { open, admin }) => {
  const page = await open('/console/#/switches')
  await page.getByRole('button', { name: 'Add a rule…' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('button', { name: 'HTTP' }).click()
  await form.getByLabel('RESULT messages of subscriptions, not requests').check()
  await form.getByLabel(/^Code/).waitFor()
  t.equal(await form.getByRole('button', { name: 'HTTP' }).count(), 0)
  const { targets } = (await admin('GET', 'contract')).body as unknown as Contract
  t.strictSame(await form.getByLabel(/^Operation/).locator('optgroup option').allInnerTexts(), targets.filter(({ takesOnResult }) => takesOnResult !== undefined).map(({ id }) => id))
  await form.getByLabel(/^Operation/).selectOption('subscribe.signal')
  await form.getByLabel(/^Code/).selectOption('2333')
  await form.getByText('It can hit 1 operation:').waitFor()
  await form.getByRole('button', { name: 'Switch on' }).click()
  await form.waitFor({ state: 'detached' })
  t.match(await admin('GET', 'faults'), { body: { faults: [{ match: { operation: 'subscribe.signal' }, effect: { error: 2333 }, on: 'result' }] } })
})
