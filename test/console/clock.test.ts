import type { Page } from 'playwright-core'
import { browserTest } from '../support/browser.ts'

const certify = { type: 'phoneNumberCertification', phoneNumber: '0612345678' }

/** Has the time of a page stand still, a little later, until a test lets it go by. */
async function stopTime (page: Page): Promise<void> {
  await page.clock.pauseAt(await page.evaluate<number>('Date.now() + 15_000'))
}

/** Seconds that the card and the list of a page say are left. */
async function left (page: Page): Promise<number[]> {
  const texts = await page.locator('.code-left, .message .state.pending').allInnerTexts()
  return texts.map((text) => /(\d+):(\d\d)/.exec(text)).map((found) => Number(found?.[1]) * 60 + Number(found?.[2]))
}

/** A page whose time a test can stop; it goes by as everywhere until then. */
const withClock = (page: Page): Promise<void> => page.clock.install()

browserTest('what is left of a code goes by second by second, the same in the card and in the list, and the time of the bar with it', async (t, { open, get }) => {
  const page = await open('/console/', {}, undefined, withClock)
  await get('smscode', certify)
  await page.locator('.code-card .code-digits').waitFor()
  await stopTime(page)
  const [before = NaN, ...more] = await left(page)
  t.ok(before > 0 && before <= 300, `${before} s`)
  t.strictSame(more, [before])
  const time = page.locator('.clock-time')
  const shown = await time.innerText()
  await page.clock.runFor(3000)
  t.strictSame(await left(page), [before - 3, before - 3])
  t.not(await time.innerText(), shown)
  const seconds = (text: string) => Number(text.slice(-2))
  t.equal((seconds(await time.innerText()) - seconds(shown) + 60) % 60, 3)
})

browserTest('a code whose time is up says so and cannot be copied any more, without a reload', async (t, { open, get, admin }) => {
  const page = await open('/console/', {}, undefined, withClock)
  await get('smscode', certify)
  await page.locator('.code-card .code-digits').waitFor()
  t.match(await page.locator('.tab .count').innerText(), '1')
  await page.clock.runFor(21_000)
  await page.locator('.message .state.expired').getByText('Expired').waitFor()
  await page.locator('.code-card.none').waitFor()
  t.equal(await page.locator('.tab .count').count(), 0)
  await page.keyboard.press('c')
  t.equal(await page.evaluate('navigator.clipboard.readText()'), '', 'the key copies nothing')
  t.match(await admin('GET', 'sms'), { body: { messages: [{ state: 'pending' }] } }, 'the clock of the page was enough')
}, { SMS_CODE_TTL: '20' })

browserTest('the page wakes once a second', async (t, { open }) => {
  const page = await open('/console/', {}, undefined, withClock)
  await stopTime(page)
  await page.evaluate('wakes = 0; { const before = setTimeout; window.setTimeout = (run, wait, ...rest) => before(() => { wakes++; run() }, wait, ...rest) }')
  await page.clock.runFor(10_000)
  t.equal(await page.evaluate('wakes'), 9, 'each but the first, which was set before they were counted')
})

browserTest('a clock that stands still or is moved is followed', async (t, { open, get, admin }) => {
  const page = await open('/console/', {}, undefined, withClock)
  await admin('PUT', 'clock', { frozen: true })
  await page.locator('.bar-button.moved').waitFor()
  await get('smscode', certify)
  await page.locator('.code-card .code-digits').waitFor()
  await page.clock.runFor(10_000)
  t.strictSame(await left(page), [300, 300], 'nothing goes by')
  await admin('PUT', 'clock', { advance: 'PT5S' })
  await page.getByText('4:55 left').first().waitFor()
  await admin('PUT', 'clock', { frozen: false })
  await page.getByText('4:55 left').first().waitFor({ state: 'detached' })
  await stopTime(page)
  const [before = NaN] = await left(page)
  await page.clock.runFor(1000)
  t.strictSame(await left(page), [before - 1, before - 1])
})

browserTest('a code that is sent again takes the place of the one before, which is replaced', async (t, { open, get }) => {
  const page = await open()
  await get('smscode', certify)
  const shown = page.locator('.code-card .code-digits [aria-hidden]')
  await shown.waitFor()
  const before = await shown.innerText()
  await get('smscode', certify)
  await page.locator('.message .state.replaced').waitFor()
  t.not(await shown.innerText(), before)
  t.strictSame(await page.locator('.message .message-code > [aria-hidden]').allInnerTexts(), [await shown.innerText(), before])
  t.equal(await page.locator('.message .state.pending').count(), 1)
})
