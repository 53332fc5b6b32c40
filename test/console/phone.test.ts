import { networkInterfaces } from 'node:os'
import { browserTest } from '../support/browser.ts'
import { fill } from '../support/busy-sandbox.ts'
import { start } from '../support/start.ts'

/** An address of this machine in its network: to a browser plain HTTP there is no secure context, as on a phone. */
const lan = Object.values(networkInterfaces()).flat().find((address) => address?.family === 'IPv4' && !address.internal)?.address

/** The boxes that scroll sideways. */
const TOO_WIDE = `[document.documentElement, ...document.querySelectorAll("main, main > :not(.side, .hidden)")]
  .filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.className || box.tagName)`

browserTest('nothing is wider than the screen, in either language', async (t, kit) => {
  const { hit: id } = await fill(kit)
  for (const locale of ['en-GB', 'fr-FR']) {
    const page = await kit.open('/console/', { locale })
    for (const width of [320, 390, 768, 1241]) {
      await page.setViewportSize({ width, height: 800 })
      for (const view of ['phones', 'switches?q=2310', 'switches?by=operation', 'switches?by=on', 'traffic', `traffic/${id}`, 'accounts', 'accounts/alice', 'subscriptions', 'setup']) {
        await page.evaluate(`location.hash = '#/${view}'`)
        await page.locator(`main.${view.split(/[/?]/)[0] ?? ''}`).waitFor()
        const wider = await page.evaluate(TOO_WIDE)
        t.strictSame(wider, [], `${view}, ${locale}, ${width}`)
      }
    }
  }
})

browserTest('on a phone a line of the traffic is two lines of text, none cut', async (t, kit) => {
  await fill(kit)
  const page = await kit.open('/console/#/traffic', { viewport: { width: 390, height: 800 } })
  await page.locator('.row').first().waitFor()
  t.match(await page.locator('.row').first().innerText(), /modifyPhoneNumber[^]*alice · inwebo: account is blocked/)
  t.match(await page.locator('.row', { hasText: 'phoneNumberCertification' }).first().innerText(), /(alice|bob)[^]*· [\d.]+ ms/)
  t.strictSame(await page.evaluate(`[...document.querySelectorAll('.row')].flatMap((row) => [...row.children]
    .filter((cell) => cell.scrollHeight > cell.clientHeight + 1 || cell.getBoundingClientRect().bottom > row.getBoundingClientRect().bottom).map((cell) => cell.outerHTML))`), [])
})

browserTest('on a phone a tap on a message copies its code', async (t, kit) => {
  await kit.get('smscode', { type: 'phoneNumberCertification', phoneNumber: '0612345678' })
  const page = await kit.open('/console/', { viewport: { width: 390, height: 800 }, hasTouch: true })
  await page.locator('.message .message-purpose').tap()
  t.match(await page.evaluate('navigator.clipboard.readText()'), /^\d{6}$/)
})

browserTest('over plain HTTP in a network, where browsers have no clipboard API, copying works', async (t, kit) => {
  if (lan === undefined) return t.comment('this machine is in no network')
  const { app, get } = await start(t)
  const origin = new URL(await app.listen({ host: '0.0.0.0', port: 0 }))
  await get('smscode', { type: 'phoneNumberCertification', phoneNumber: '0612345678' })
  const page = await kit.open(`http://${lan}:${origin.port}/console/`)
  t.equal(await page.evaluate('navigator.clipboard'), undefined)
  await page.keyboard.press('c')
  await page.getByText('Copied').first().waitFor()
  await page.keyboard.press('3')
  await page.locator('main.traffic').waitFor()
  await page.getByRole('searchbox').waitFor()
  await page.keyboard.press('/')
  await page.keyboard.press('Control+v')
  await page.waitForURL(/q=\d{6}$/)
  t.match(await page.getByRole('searchbox').inputValue(), /^\d{6}$/)
})
