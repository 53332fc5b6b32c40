import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { browserTest } from '../support/browser.ts'

const certify = { type: 'phoneNumberCertification', phoneNumber: '0612345678' }

browserTest('a code is on the page as soon as the app asks for it, is copied with one key, and is used', async (t, { open, get, set }) => {
  const page = await open()
  await page.getByText('No code is waiting').waitFor()
  await get('smscode', certify)
  await page.locator('.code-card .code-digits').waitFor()
  await page.keyboard.press('c')
  await page.getByText('Copied').first().waitFor()
  const code = await page.evaluate<string>('navigator.clipboard.readText()')
  t.match(code, /^\d{6}$/)
  t.match(await page.locator('.code-card').innerText(), new RegExp(`06 12 34 56 78[^]*alice[^]*${code.slice(0, 3)} ${code.slice(3)}[^]*left`))
  t.match(await set('smscode', { type: 'modifyPhoneNumber', smsCode: code, phoneNumber: '0612345678' }), { body: { status: 'SUCCEEDED' } })
  await page.locator('.message .state.used').waitFor()
  await page.getByText('No code is waiting').waitFor()
})

browserTest('a code that is replaced or expires says so', async (_t, { open, get, admin }) => {
  const page = await open()
  await get('smscode', certify)
  await get('smscode', certify)
  await page.locator('.state.replaced').waitFor()
  await admin('PUT', 'clock', { advance: 'PT6M' })
  await page.reload()
  await page.locator('.state.expired').waitFor()
})

browserTest('a cell switches a code on for one operation, counts, and one button ends it, undoably', async (t, { open, set, admin }) => {
  const page = await open('/console/#/switches')
  await page.getByText('No fault is on.').waitFor()
  const modify = async () => (await set('smscode', { type: 'modifyPhoneNumber', smsCode: '1', phoneNumber: '0612345678' })).body?.error as { code: number } | undefined
  await page.keyboard.press('/')
  await page.keyboard.type('2310')
  await page.getByRole('button', { name: 'modifyPhoneNumber' }).click()
  await page.locator('.fault-bar.on').getByText('1 fault is on').waitFor()
  t.match(await modify(), { code: 2310 })
  await page.locator('.chip.on .chip-hits').getByText('1').waitFor()
  t.match(await page.title(), /^⚡ /)
  t.equal(await page.locator('link[rel=icon]').getAttribute('href'), 'icon-on.svg')

  await page.getByRole('button', { name: 'Everything works again' }).click()
  await page.getByText('No fault is on.').waitFor()
  t.match(await admin('GET', 'faults'), { body: { faults: [] } })
  t.not((await modify())?.code, 2310)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.locator('.fault-bar.on').waitFor()
  t.match(await modify(), { code: 2310 })
})

browserTest('an operation answers one code at a time, and a code can be on everywhere', async (t, { open, admin }) => {
  const page = await open('/console/#/switches?by=operation&q=modifyPhoneNumber')
  const ids = async () => ((await admin('GET', 'faults')).body?.faults as Array<{ id: string }>).map(({ id }) => id)
  await page.getByRole('button', { name: '2310', exact: true }).click()
  await page.locator('.chip.on').waitFor()
  await page.getByRole('button', { name: '2311', exact: true }).click()
  await page.locator('.chip.on', { hasText: '2311' }).waitFor()
  t.strictSame(await ids(), ['set.smscode.modifyPhoneNumber.2311'])

  await page.getByRole('button', { name: 'By code' }).click()
  await page.getByRole('switch', { name: '2313 Everywhere' }).click()
  await page.locator('[role=switch][aria-checked=true]').waitFor()
  t.strictSame(await ids(), ['2313', 'set.smscode.modifyPhoneNumber.2311'])
})

browserTest('the form adds a rule, offers documented codes, and shows what the server refuses', async (t, { open, admin }) => {
  const page = await open('/console/#/switches')
  await page.getByRole('button', { name: 'Add a rule…' }).click()
  const form = page.locator('dialog')
  await form.getByRole('combobox', { name: 'Operation', exact: true }).selectOption('set.smscode.modifyPhoneNumber')
  t.notMatch(await form.getByRole('combobox', { name: 'Code', exact: true }).innerText(), '2368')
  await form.getByLabel('Account', { exact: true }).fill('alice')
  await form.getByLabel('Let pass first').fill('1')
  await form.getByLabel('At most').fill('2')
  t.equal(await page.locator('.sentence').innerText(), '2310 modifyPhoneNumber · alice · lets 1 pass · at most twice')
  await form.getByLabel('Number', { exact: true }).fill('abc')
  await page.getByRole('button', { name: 'Switch on', exact: true }).click()
  await page.locator('dialog .wrong').getByText('phoneNumber').waitFor()
  await form.getByLabel('Number', { exact: true }).fill('')
  await page.getByRole('button', { name: 'Switch on', exact: true }).click()
  await page.locator('.rule').waitFor()
  t.match(await admin('GET', 'faults'), { body: { faults: [{ match: { operation: 'set.smscode.modifyPhoneNumber', account: 'alice' }, effect: { error: 2310 }, skip: 1, times: 2 }] } })
})

browserTest('a scenario takes the place of all faults, and ends', async (t, { open, admin }) => {
  await admin('PUT', 'faults/2202')
  const page = await open('/console/#/switches')
  await page.getByRole('button', { name: 'inWebo is down' }).click()
  await page.locator('.scenario.active').waitFor()
  t.notMatch(JSON.stringify((await admin('GET', 'faults')).body), '"2202"')
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.locator('.rule').getByText('2202', { exact: true }).first().waitFor()
  t.match(await admin('GET', 'faults'), { body: { faults: [{ id: '2202' }] } })
})

browserTest('a line leads to why, and its curl line gives the same answer', async (t, { open, set, admin }) => {
  await set('smscode', { type: 'modifyPhoneNumber', smsCode: '123456', phoneNumber: '0612345678' }, { as: 'blocked' })
  await admin('PUT', 'faults/2313')
  await set('smscode', { type: 'modifyPhoneNumber', smsCode: '123456', phoneNumber: '0612345678' })
  const page = await open('/console/#/traffic')
  await page.locator('.row', { hasText: '2310' }).click()
  t.match(await page.locator('.request .why').innerText(), /account is blocked/)
  const curl = await page.locator('.request pre', { hasText: 'curl' }).innerText()
  const { stdout } = await promisify(execFile)('bash', ['-c', `SMS_CODE=123456; ${curl} -s`])
  t.equal((JSON.parse(stdout) as { error: { code: number } }).error.code, 2313, 'the fault that came since answers now')
  await page.locator('.row', { hasText: '2313' }).first().click()
  await page.locator('.request .why.fault').getByText('By fault: 2313 everywhere').waitFor()
  await page.locator('.request').getByRole('button', { name: 'Switch off' }).click()
  await page.getByText('No fault is on.').waitFor()
})

browserTest('an account meets a code by its own state, at a click', async (t, { open, set }) => {
  const page = await open('/console/#/accounts/alice')
  const modify = async () => (await set('smscode', { type: 'modifyPhoneNumber', smsCode: '1', phoneNumber: '0612345678' })).body?.error
  await page.getByRole('button', { name: '2308 access refused' }).click()
  await page.locator('.chip.met-by-state').waitFor()
  t.match(await modify(), { code: 2308 })
  await page.getByRole('button', { name: '2308 access refused' }).click()
  await page.locator('.chip.met-by-state').waitFor({ state: 'detached' })
  t.notMatch(await modify(), { code: 2308 })
})
