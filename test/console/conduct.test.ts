import { browserTest } from '../support/browser.ts'

browserTest('the traffic leads to what the client should not have done, the worst first, and one click shows the request', async (t, { open, admin, get, call }) => {
  await call({ url: '/v1/oauth/token' })
  await admin('PUT', 'faults/2310')
  for (let count = 0; count < 2; count++) await get('otp', { action: 'withPIN', pinCode: '1234' })
  const page = await open('/console/#/traffic')
  await page.getByRole('link', { name: 'Conduct' }).click()
  const rows = page.locator('.finding')
  await rows.nth(1).waitFor()
  t.match(await rows.nth(0).textContent(), /^HighThe client goes on after an answer .*PIMS1001.*Stop after a block.*Request 1Request 2$/)
  t.match(await rows.nth(1).textContent(), /^LowThe client asks for a path/)
  t.equal(await page.locator('.tab[aria-current=page]').textContent(), 'Traffic', 'it is part of the traffic')
  await rows.nth(0).getByRole('link', { name: 'Request 2' }).click()
  await page.locator('.row.current').waitFor()
  t.match(new URL(page.url()).hash, /^#\/traffic\/[0-9a-f]{8}-[0-9a-f]{4}$/)
})

browserTest('it says that nothing was found, and looks again when it is asked to', async (t, { open, call }) => {
  const page = await open('/console/#/conduct')
  await page.getByText('Nothing was found.').waitFor()
  await call({ url: '/v1/oauth/token' })
  await page.getByRole('button', { name: 'Look again' }).click()
  await page.locator('.finding').waitFor()
  t.match(await page.getByRole('status').filter({ hasText: 'rules' }).textContent(), /^1 request, \d+ rules\.$/)
})
