import type { Page } from 'playwright-core'
import { browserTest } from '../support/browser.ts'

const MANY = 1000
const certify = (index: number) => ({ type: 'phoneNumberCertification', phoneNumber: `06399${String(index).padStart(5, '0')}` })

/** The longest frame while something goes on, in milliseconds. */
async function longestFrame (page: Page, action: () => Promise<void>): Promise<number> {
  await page.evaluate('longest = 0; last = performance.now(); running = true; (function frame (now) { longest = Math.max(longest, now - last); last = now; if (running) requestAnimationFrame(frame) })(last)')
  await action()
  return await page.evaluate<number>('running = false, longest')
}

browserTest('a thousand messages and requests, and a burst of 400 more: few rows are drawn; how long frames take is a figure', async (t, { open, get }) => {
  for (let index = 0; index < MANY; index++) await get('smscode', certify(index))
  const page = await open()
  await page.locator('.message').first().waitFor()
  t.ok(await page.locator('.message').count() < 80)
  const frames = {
    scroll: await longestFrame(page, async () => {
      for (let step = 0; step < 10; step++) {
        await page.mouse.move(500, 500)
        await page.mouse.wheel(0, 1500)
      }
    }),
    burst: await longestFrame(page, async () => {
      for (let index = 0; index < 400; index++) await get('smscode', certify(index))
      await page.locator('.rail .entry').first().waitFor()
    }),
    typing: 0
  }
  await page.keyboard.press('3')
  await page.locator('.row').first().waitFor()
  frames.typing = await longestFrame(page, async () => {
    await page.getByRole('searchbox').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('phone 0639')
  })
  t.ok(await page.locator('.row').count() < 80)
  t.comment(`longest frames in ms: ${JSON.stringify(frames)}`)
})

browserTest('nothing moves under the pointer, and the landmarks never', async (t, { open, get }) => {
  await get('smscode', certify(0))
  const page = await open()
  const place = (selector: string) => page.locator(selector).first().boundingBox()
  await page.locator('.message').waitFor()
  const before = [await place('.bar'), await place('.fault-bar'), await place('.code-card'), await place('.messages h2')]
  const row = page.locator('.message').first()
  const id = await row.getAttribute('data-id')
  const box = await row.boundingBox()
  await page.evaluate(() => { // the mouse does not come to rest, however long a busy machine takes between two of its moves
    const { setTimeout: wait } = globalThis
    Object.assign(globalThis, { setTimeout: (callback: () => void, delay?: number) => delay === 1000 ? 0 : wait(callback, delay) })
  })
  await page.mouse.move((box?.x ?? 0) + 200, (box?.y ?? 0) + 20)
  await page.mouse.move((box?.x ?? 0) + 205, (box?.y ?? 0) + 22)
  for (let index = 1; index < 4; index++) {
    await get('smscode', certify(index))
    await page.mouse.move((box?.x ?? 0) + 200 + index, (box?.y ?? 0) + 20)
  }
  await page.getByRole('button', { name: '3 new' }).waitFor()
  t.equal(await row.getAttribute('data-id'), id, 'the row under the pointer is the same')
  await page.getByRole('button', { name: '3 new' }).click()
  await page.mouse.move(5, 700)
  await page.locator('.message').nth(3).waitFor()
  t.strictSame([await place('.bar'), await place('.fault-bar'), await place('.code-card'), await place('.messages h2')], before)
})
