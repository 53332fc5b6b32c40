import { browserTest } from '../support/browser.ts'
import { start } from '../support/start.ts'

const certify = { type: 'phoneNumberCertification', phoneNumber: '0612345678' }
const phones = { headers: { authorization: 'Bearer alice' } }

browserTest('what one sandbox does is never on the page of another', async (t, { open, call, get }) => {
  const [one, other] = [await open('/sandbox/one/console/'), await open('/sandbox/two/console/')]
  await call({ url: '/sandbox/one/pims.authentication.smscode', query: certify, ...phones })
  await get('smscode', certify)
  await one.locator('.message').waitFor()
  t.equal(await one.locator('.message').count(), 1)
  await other.getByText('No code is waiting').waitFor()
  t.equal(await other.locator('.message').count(), 0)
  t.match(await other.title(), /two$/)
})

browserTest('a server that goes is told, and the page comes back by itself to the new world', async (t, { app, open, origin, get }) => {
  const page = await open()
  await get('smscode', certify)
  await page.locator('.message').waitFor()
  await app.close()
  await page.getByRole('alert').getByText('The server does not answer').waitFor()
  t.equal(await page.locator('.message').count(), 1, 'what is known stays on the page')
  const again = await start(t)
  await again.app.listen({ host: '127.0.0.1', port: Number(new URL(origin).port) })
  await page.locator('.link-state.live').waitFor()
  await page.locator('.message').waitFor({ state: 'detached' })
  t.match(await page.getByRole('status').textContent(), /The server began anew/)
})

browserTest('a link that is lost and found again is said aloud', async (t, { open }) => {
  const page = await open()
  await page.context().setOffline(true)
  await page.keyboard.press('.')
  await page.locator('.fault-bar.offline').waitFor()
  t.match(await page.getByRole('status').textContent(), /The server does not answer/)
  await page.context().setOffline(false)
  await page.locator('.link-state.live').waitFor()
  t.match(await page.getByRole('status').textContent(), /The server answers again/)
})

browserTest('a token is asked for, kept in the tab only, and never in the address', async (t, { open }) => {
  const page = await open()
  const field = page.getByLabel('ADMIN_TOKEN')
  await page.locator('[type=password]:focus').waitFor() // it has the focus once it is drawn
  await field.fill('wrong')
  await page.keyboard.press('Enter')
  await page.getByText('That is not the token of this server.').waitFor()
  await page.getByLabel('ADMIN_TOKEN').fill('secret')
  await page.keyboard.press('Enter')
  await page.locator('.link-state.live').waitFor()
  await page.reload()
  await page.locator('.link-state.live').waitFor()
  t.notMatch(page.url(), 'secret')
  const tab = await page.context().newPage()
  await tab.goto(page.url())
  await tab.getByLabel('ADMIN_TOKEN').waitFor()
}, { ADMIN_TOKEN: 'secret' })

browserTest('a proxy that hides the host is told so', async (_t, { open }) => {
  const page = await open()
  await page.route('**/admin/**', (route) => route.fulfill({ status: 403, json: { statusCode: 403, error: 'Forbidden', message: 'Pages of another site may not use the admin API.' } }))
  await page.reload()
  await page.getByText('Pages of another site may not use the admin API. If a proxy is in front, it must pass Host on.').waitFor()
})

browserTest('two pages show the same, whoever acts', async (_t, { open, get, admin }) => {
  const [one, other] = [await open('/console/#/switches'), await open('/console/#/switches')]
  await one.getByRole('switch', { name: '2310 Everywhere' }).click()
  await other.locator('.fault-bar.on').getByText('1 fault is on').waitFor()
  await admin('POST', 'reset')
  await one.getByText('No fault is on.').waitFor()
  await get('smscode', certify)
  await other.locator('.rail .entry').waitFor()
})
