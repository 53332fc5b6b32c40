import { browserTest } from '../support/browser.ts'

browserTest('a first code is sent from the empty page, as an app would ask for it', async (t, { open, admin }) => {
  const page = await open()
  await page.getByRole('button', { name: 'Send alice a code' }).click()
  await page.locator('.code-card .code-digits').waitFor()
  t.match(await admin('GET', 'sms'), { body: { messages: [{ to: '+33639980001', account: 'alice', purpose: 'phoneNumberCertification', state: 'pending' }] } })
  t.match(await admin('GET', 'requests'), { body: { requests: [{ operation: 'get.smscode.phoneNumberCertification', account: 'alice', status: 'SUCCEEDED' }] } })
})

browserTest('what a first code fails with is told', async (t, { open, admin }) => {
  await admin('PUT', 'faults/2202')
  const page = await open()
  await page.getByRole('button', { name: 'Send alice a code' }).click()
  await page.locator('.toast.bad').getByText('2202 Network problem : No internet').waitFor()
  t.equal(await page.locator('.message').count(), 0)
})

browserTest('where there is no alice, a code is sent to the first account that has a number; where none has one, to nobody', async (t, { open, admin }) => {
  await admin('DELETE', 'accounts/alice')
  const page = await open()
  await page.getByRole('button', { name: 'Send carol a code' }).waitFor()
  const { accounts } = (await admin('GET', 'accounts')).body as { accounts: Array<{ id: string }> }
  for (const { id } of accounts) await admin('PATCH', `accounts/${id}`, { trustedPhoneNumber: null })
  await page.getByRole('button', { name: /^Send/ }).waitFor({ state: 'detached' })
  t.equal(await page.getByRole('link', { name: 'How to point the app here' }).getAttribute('href'), '#/setup')
})

browserTest('a PIN is shown and copied when somebody asks, and is hidden again when the account changes', async (t, { open, admin }) => {
  const page = await open('/console/#/accounts/alice')
  const pin = page.locator('.pin')
  await pin.waitFor()
  t.equal(await pin.innerText(), '••••')
  await page.getByRole('button', { name: 'Copy the PIN' }).click()
  await page.locator('[role=status]').getByText('Copied').waitFor({ state: 'attached' })
  t.equal(await page.evaluate('navigator.clipboard.readText()'), '1234')
  t.equal(await pin.innerText(), '••••')
  await page.getByRole('button', { name: 'Show the PIN' }).click()
  await pin.getByText('1234').waitFor()
  await admin('PATCH', 'accounts/alice', { pin: '471100' })
  await pin.getByText('••••').waitFor()
  await page.getByRole('button', { name: 'Show the PIN' }).click()
  await pin.getByText('471100').waitFor()
  await page.evaluate("location.hash = '#/accounts/bob'")
  await page.getByText('not set').waitFor()
})

browserTest('what would change nothing says why', async (t, { open, admin }) => {
  const page = await open('/console/#/accounts/bob')
  const title = async (name: string) => await page.getByRole('button', { name, disabled: true }).getAttribute('title')
  await page.getByRole('button', { name: 'Unblock' }).waitFor()
  t.strictSame([await title('Unblock'), await title('Remove enrolments'), await title('Expire the code'), await title('Reset account')],
    ['It is not blocked, and no wrong PIN counts', 'It has no device', 'No code of it works', 'It is as in the fixtures'])
  await admin('PATCH', 'accounts/bob', { blocked: 'PinBlocked' })
  await page.getByRole('button', { name: 'Unblock', disabled: false }).waitFor()
  t.notOk(await page.getByRole('button', { name: 'Reset account' }).getAttribute('title'))
})

browserTest('the clock is set to a time, and goes back an hour', async (t, { open, admin }) => {
  const page = await open('/console/', { timezoneId: 'Europe/Paris' })
  await admin('PUT', 'clock', { frozen: true })
  await page.locator('.bar-button.moved').click()
  await page.getByLabel('Date and time').fill('2026-07-01T12:00:05')
  await page.getByRole('button', { name: 'Set', exact: true }).click()
  await page.locator('.clock-time').getByText('12:00:05').waitFor()
  t.match(await admin('GET', 'clock'), { body: { now: '2026-07-01T10:00:05.000Z' } })
  await page.getByRole('button', { name: '−1 h' }).click()
  await page.locator('.clock-time').getByText('11:00:05').waitFor()
  t.match(await admin('GET', 'clock'), { body: { now: '2026-07-01T09:00:05.000Z', frozen: true } })
})

browserTest('codes are counted in words', async (t, { open, set, admin }) => {
  const { operations } = (await admin('GET', 'contract')).body as unknown as { operations: ReadonlyArray<{ errors: ReadonlyArray<{ code: number }> }> }
  const documented = (code: number) => operations.filter(({ errors }) => errors.some((error) => error.code === code)).length
  await set('smscode', { type: 'modifyPhoneNumber', smsCode: '1', phoneNumber: '0612345678' }, { as: 'blocked' })
  const page = await open('/console/#/switches?q=2310')
  await page.locator('.code-open', { hasText: `1 of ${documented(2310)} answered` }).waitFor()
  t.match(await page.locator('.code-open .of').getAttribute('title'), new RegExp(`^${documented(2310)} operations document it; \\d+ operations of other faces can fail with it too$`))
  await page.getByText(/^1 of \d+ documented answers seen$/).waitFor()
  await page.getByRole('searchbox').fill('2314')
  await page.locator('.code-open', { hasText: `${documented(2314)} documented` }).waitFor()
})
