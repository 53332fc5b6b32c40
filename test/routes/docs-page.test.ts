import type { Page } from 'playwright-core'
import type { Test } from 'tap'
import { browserTest } from '../support/browser.ts'

const READY = '.opblock'
const PHONE = { width: 390, height: 800 }

/** Nothing is wider than the window. */
async function fits (t: Test, page: Page, what: string): Promise<void> {
  const { width, window } = await page.evaluate('({ width: document.documentElement.scrollWidth, window: innerWidth })') as { width: number, window: number }
  t.equal(width, window, what)
}

/** Tries the open operation out, and answers what the page shows of the answer. */
async function execute (page: Page): Promise<string> {
  const answer = page.locator('.opblock.is-open .live-responses-table .response')
  if (await answer.count() > 0) {
    await page.locator('.opblock.is-open .btn-clear').click()
    await answer.waitFor({ state: 'detached' })
  }
  await page.locator('.opblock.is-open .execute').click()
  return await answer.innerText()
}

browserTest('the page begins with the main job: what sends codes and takes them', async (t, { open }) => {
  const page = await open('/docs/', {}, READY)
  t.strictSame(await page.locator('.opblock-summary-path').evaluateAll((paths) => paths.slice(0, 2).map((path) => path.getAttribute('data-path'))), ['/pims.authentication.smscode', '/pims.authentication.smscode'])
  t.equal(await page.locator('.opblock-tag').first().getAttribute('data-tag'), 'StrongAuthentication')
  const { y = NaN, height = NaN } = await page.locator('.opblock').first().boundingBox() ?? {}
  t.ok(y + height < 820, `it is in view, at ${y}`)
})

// Drawing the page is what takes time: one page serves a person at a desk, who then takes up a phone.
browserTest('an operation is tried out as alice, found by path, word and code, and fits a phone in the dark', async (t, { app, open }) => {
  const page = await open('/sandbox/demo/docs/#/StrongAuthentication/setSmscode', {}, READY)

  await t.test('it is tried out right from its link, in the sandbox of the page', async (t) => {
    t.match(await execute(page), /^400[^]*"status": "FAILED"/)
    await page.locator('.opblock.is-open [placeholder="X-Fault"]').fill('2301')
    t.match(await execute(page), /^401[^]*"code": 2301/)
    const entries = async (prefix: string) => (await app.inject(`${prefix}/admin/requests`)).json<{ requests: Array<{ operation: string, account: string, code: number }> }>().requests
    t.match(await entries('/sandbox/demo'), [{ operation: 'set.smscode.addPhoneNumber', account: 'alice', code: 2301 }, { operation: 'set.smscode.addPhoneNumber', account: 'alice', code: Number }])
    t.strictSame(await entries(''), [], 'looking at the page leaves no trace')
  })

  await t.test('all of it fits a phone, and is dark where the system is', async (t) => {
    await page.setViewportSize(PHONE)
    for (const summary of await page.locator('.opblock.is-open details > summary').all()) await summary.click()
    await page.locator('.opblock.is-open textarea').fill('{"action":"addPhoneNumber"}')
    const reset = page.getByRole('button', { name: 'Reset', exact: true })
    await reset.waitFor()
    await fits(t, page, 'an operation that is open, with a body that was changed')
    const { x = NaN, width = NaN } = await reset.boundingBox() ?? {}
    t.ok(x + width <= PHONE.width, `the buttons end at ${x + width}`)
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.locator(colorScheme === 'dark' ? 'html.dark-mode' : 'html:not(.dark-mode)').waitFor()
      t.equal(await page.evaluate('getComputedStyle(document.documentElement).colorScheme'), colorScheme === 'dark' ? 'dark' : 'normal')
    }
  })

  await t.test('the filter finds operations by path, word and code', async (t) => {
    // Only those in view are in the page: of so many, Swagger UI draws no others.
    t.ok(await page.locator('.opblock').count() > 1)
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
})

browserTest('the admin token that the console keeps is sent from here too; the example of a fault is a good one', async (t, { origin, open }) => {
  const page = await open('/robots.txt', {}, 'body')
  await page.evaluate('sessionStorage.setItem("pims-mock.admin-token", "secret")')
  await page.goto(`${origin}/docs/#/admin/putAdminFaultsId`)
  await page.locator('.opblock.is-open').waitFor()
  t.match(await execute(page), /^201[^]*"id": "2310"/)
}, { ADMIN_TOKEN: 'secret' })
