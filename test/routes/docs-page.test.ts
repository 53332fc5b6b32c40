import type { Page } from 'playwright-core'
import type { Test } from 'tap'
import { browserTest } from '../support/browser.ts'

const READY = '.opblock'

/** Nothing is wider than the window. */
async function fits (t: Test, page: Page, what: string): Promise<void> {
  const { width, window } = await page.evaluate('({ width: document.documentElement.scrollWidth, window: innerWidth })') as { width: number, window: number }
  t.equal(width, window, what)
}

/** Tries the open operation out, and answers what the page shows of the answer. */
async function execute (page: Page): Promise<string> {
  await page.locator('.opblock.is-open .execute').click()
  return await page.locator('.opblock.is-open .live-responses-table .response').innerText()
}

browserTest('an operation is tried out as alice, right from its link, in the sandbox of the page', async (t, { app, open }) => {
  const page = await open('/sandbox/demo/docs/#/StrongAuthentication/get.smscode', {}, READY)
  t.match(await execute(page), /^200[^]*"status": "SUCCEEDED"/)
  await page.locator('.opblock.is-open [placeholder="X-Fault"]').fill('2301')
  t.match(await execute(page), /^[45]\d\d[^]*"code": 2301/)

  const entries = async (prefix: string) => (await app.inject(`${prefix}/admin/requests`)).json<{ requests: Array<{ operation: string, account: string, status: string }> }>().requests
  t.match(await entries('/sandbox/demo'), [{ operation: 'get.smscode.enrollment', account: 'alice', status: 'FAILED' }, { operation: 'get.smscode.enrollment', account: 'alice', status: 'SUCCEEDED' }])
  t.strictSame(await entries(''), [], 'looking at the page leaves no trace')
})

browserTest('the filter finds operations by path, word and code', async (t, { open }) => {
  const page = await open('/docs', {}, READY)
  const all = await page.locator('.opblock').count()
  t.ok(all > 60, `${all} operations`)
  const filter = page.getByRole('textbox', { name: /^Filter/ })
  await filter.fill('trustedphonenumber')
  await page.locator('.opblock').nth(1).waitFor({ state: 'detached' })
  t.match(await page.locator('.opblock').innerText(), '/pims.authentication.trustedphonenumber')
  await filter.fill('POST 2316')
  await page.locator('.opblock', { hasText: '/pims.authentication.enrollment' }).waitFor()
  t.notOk(await page.locator('.opblock.opblock-get').count(), 'every word counts')
  t.notOk(await page.locator('.opblock', { hasText: '/pims.authentication.user' }).count(), 'an operation that does not document the code')
  await filter.fill('no such thing')
  await page.locator('.opblock').first().waitFor({ state: 'detached' })
})

browserTest('it fits a phone, and is dark where the system is', async (t, { open }) => {
  const page = await open('/sandbox/demo/docs/#/StrongAuthentication/set.smscode', { viewport: { width: 390, height: 800 }, colorScheme: 'dark' }, READY)
  const summaries = page.locator('.opblock.is-open details > summary')
  for (const summary of await summaries.all()) await summary.click()
  await execute(page)
  await fits(t, page, 'an operation that is open')
  t.equal(await page.evaluate('getComputedStyle(document.documentElement).colorScheme'), 'dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.locator('html:not(.dark-mode)').waitFor()
})

browserTest('the admin token that the console keeps is sent from here too', async (t, { open }) => {
  const page = await open('/docs/#/admin/getAdminSms', {}, READY)
  t.match(await execute(page), /^401/)
  await page.evaluate('sessionStorage.setItem("pims-mock.admin-token", "secret")')
  await page.reload()
  await page.locator('.opblock.is-open').waitFor()
  t.match(await execute(page), /^200/)
}, { ADMIN_TOKEN: 'secret' })
