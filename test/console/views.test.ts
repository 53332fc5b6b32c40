import { browserTest } from '../support/browser.ts'

/** The file with the views that are loaded later. */
const LATER = /\/console\/loaded-later-\w+\.js$/

browserTest('a view that is still to be loaded is drawn as soon as it is there; until then the one before stays', async (t, { open }) => {
  let send = (): void => {}
  const asked = new Promise<void>((resolve) => { send = resolve })
  const page = await open('/console/', {}, undefined, async (page) => await page.route(LATER, async (route) => {
    await asked
    await route.continue()
  }))
  await page.keyboard.press('2')
  await page.locator('.tab[aria-current]', { hasText: 'Switches' }).waitFor()
  t.equal(await page.locator('main.phones .code-card').count(), 1)
  send()
  await page.locator('main.switches .code-row').first().waitFor()
})

browserTest('the views are loaded before they are asked for, once the page is live', async (t, { open }) => {
  const loaded = Promise.withResolvers<void>()
  const page = await open('/console/', {}, undefined, async (page) => {
    page.on('requestfinished', (request) => { if (LATER.test(request.url())) loaded.resolve() })
  })
  await loaded.promise
  t.equal(await page.locator('main.phones').count(), 1)
})

browserTest('a page of another build, whose files are gone, starts anew when it needs one', async (t, { open }) => {
  let isGone = true
  const page = await open('/console/', {}, undefined, async (page) => await page.route(LATER, (route) => isGone ? route.fulfill({ status: 404 }) : route.continue()))
  page.on('request', (request) => { if (request.isNavigationRequest()) isGone = false })
  await page.evaluate('isOld = true')
  await page.keyboard.press('4')
  await page.locator('main.accounts').waitFor()
  t.equal(await page.evaluate('typeof isOld'), 'undefined')
})
