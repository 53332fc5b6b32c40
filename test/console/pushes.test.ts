import { browserTest } from '../support/browser.ts'

browserTest('a push that waits is on the phones at once, and is accepted or refused there', async (t, { open, origin }) => {
  const ask = async (fields: Record<string, string>) => await (await fetch(`${origin}/FS?${new URLSearchParams({ serviceId: '1201', userId: 'alice', format: 'json', ...fields })}`)).json() as { err: string, sessionId: string }
  const push = async () => (await ask({ action: 'pushAuthenticate' })).sessionId
  const check = async (sessionId: string) => (await ask({ action: 'checkPushResult', sessionId })).err
  const before = await push()
  const page = await open('/console/#/phones')
  const lines = page.locator('.push')
  await page.getByRole('button', { name: 'Accept' }).click()
  await lines.waitFor({ state: 'detached' })
  t.equal(await check(before), 'OK', 'one that was sent before the page was opened')
  const later = await push()
  await lines.getByText('alice').waitFor()
  await page.getByRole('button', { name: 'Refuse' }).click()
  await lines.waitFor({ state: 'detached' })
  t.equal(await check(later), 'NOK:REFUSED')
  await push()
  await lines.waitFor()
  await fetch(`${origin}/admin/clock`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{"advance":"PT1M"}' })
  await lines.waitFor({ state: 'detached' })
  t.strictSame(await (await fetch(`${origin}/admin/pushes?state=waiting`)).json(), { pushes: [] })
})
