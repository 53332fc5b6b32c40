import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page, Request } from 'playwright-core'
import { browserTest } from '../support/browser.ts'
import { authorizeQuery } from '../support/clients.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const AUTHORIZE = `/am/oauth2/authorize?${new URLSearchParams(authorizeQuery).toString()}`
const FORM = 'form#gigya-login-form'
const CONSENT = 'form#cvs_from input[type=submit]'

/** Types a login as an automatic one does, up to the page that asks for consent. */
async function logIn (page: Page, username: string): Promise<void> {
  await page.fill(`${FORM} input[name=username]`, username)
  await page.fill(`${FORM} input[name=password]`, 'any')
  await page.click('label[for=gigya-checkbox-remember]')
  await page.click(`${FORM} input[type=submit]`)
}

browserTest('an automatic login in a browser goes through both forms, and sees the code in the request for the app', async (t, { open }) => {
  const page = await open(AUTHORIZE, {}, FORM)
  await logIn(page, 'alice@example.com')
  const isForApp = (request: Request) => request.url().startsWith('mymap://')
  const called = [page.waitForRequest(isForApp), page.waitForEvent('requestfailed', isForApp)]
  await page.click(CONSENT)
  for (const request of await Promise.all(called)) {
    const { searchParams } = new URL(request.url())
    t.match(searchParams.get('code'), /^[0-9a-f-]{36}$/)
    t.equal(searchParams.get('state'), 'opaque')
  }
  await page.close() // one that was sent to an app submits no form any more
})

browserTest('the pages of a login have nothing that axe finds, and nothing beside the screen, wide or narrow, light or dark', async (t, { open }) => {
  const page = await open(AUTHORIZE, {}, FORM)
  const look = async (what: string) => {
    await page.evaluate(axe)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 820 })
        t.strictSame(await page.evaluate("axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))"), [], `${what}, ${width}, ${colorScheme}`)
        t.equal(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'), 0, `${what}, ${width}`)
      }
    }
  }
  await look('the form')
  await logIn(page, 'nobody')
  await page.getByRole('alert').waitFor()
  await look('a login that nobody has')
  await logIn(page, 'alice')
  await page.locator(CONSENT).waitFor()
  await look('the consent')
})
