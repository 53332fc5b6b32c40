import { browserTest } from '../support/browser.ts'
import { fill } from '../support/busy-sandbox.ts'

const modify = { type: 'modifyPhoneNumber', smsCode: '123456', phoneNumber: '0612345678' }

browserTest('at 1440 pixels no reason is cut, beside an open request either in more than its third line', async (t, kit) => {
  await fill(kit)
  for (const as of ['blocked', 'outdated', 'carol', 'corrupt', 'alice']) await kit.set('smscode', modify, { as })
  await kit.get('smscode', { type: 'phoneNumberCertification', phoneNumber: '0612345678' })
  await kit.set('smscode', { ...modify, phoneNumber: '0699999999' })
  const page = await kit.open('/console/#/traffic', { viewport: { width: 1440, height: 900 } })
  await page.locator('.comment').first().waitFor()
  const cut = await page.evaluate("[...document.querySelectorAll('.comment')].filter((one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent)")
  t.strictSame(cut, [])
  t.ok(await page.locator('.comment').count() > 8)
})

browserTest('on a phone, and beside what is done, a row says why a request was refused', async (t, { open, set }) => {
  await set('smscode', modify, { as: 'blocked' })
  const page = await open()
  t.match(await page.locator('.rail .entry').innerText(), /blocked · the account is blocked/)
  await page.setViewportSize({ width: 390, height: 800 })
  await page.keyboard.press('3')
  await page.locator('.row').getByText('the account is blocked').first().waitFor()
  t.match(await page.locator('.row').innerText(), /blocked · the account is blocked/)
})

for (const [width, height] of [[1440, 800], [390, 800], [320, 640]] as const) {
  browserTest(`what was done last covers no switch at ${width} pixels`, async (t, { open, admin }) => {
    await admin('PUT', 'faults/2310')
    const page = await open('/console/#/switches', { viewport: { width, height } })
    await page.locator('.code-row').first().waitFor()
    await page.keyboard.press('x')
    const { x: left = NaN, width: wide = NaN } = await page.locator('.toast').boundingBox() ?? {}
    for (const one of await page.locator('[role=switch]').all()) {
      const { x = NaN } = await one.boundingBox() ?? {}
      t.ok(x >= left + wide, `${x}, the toast ends at ${left + wide}`)
    }
  })
}

browserTest('what was done last goes when another view is looked at, unless it can be undone', async (t, { open, admin }) => {
  await admin('PUT', 'faults/2310')
  const page = await open('/console/#/accounts/alice')
  await page.getByRole('button', { name: '2310 blocked' }).click()
  await page.getByRole('button', { name: 'Unblock', disabled: false }).click()
  await page.locator('.toast').getByText('Unblock: done').waitFor()
  await page.keyboard.press('3')
  await page.locator('main.traffic').waitFor()
  await page.locator('.toast').waitFor({ state: 'detached' })
  await page.keyboard.press('x')
  await page.getByRole('button', { name: 'Undo' }).waitFor()
  await page.keyboard.press('2')
  await page.locator('main.switches').waitFor()
  t.equal(await page.getByRole('button', { name: 'Undo' }).count(), 1)
})

browserTest('on a low screen, or at 200 %, the bars leave four fifths of the height to the content', async (t, { open, admin }) => {
  await admin('PUT', 'faults/2310')
  const page = await open('/console/#/switches')
  for (const [width, height] of [[720, 400], [844, 390], [640, 400]] as const) {
    await page.setViewportSize({ width, height })
    await page.locator('.code-row').first().waitFor()
    const { height: left = NaN } = await page.locator('.board').boundingBox() ?? {}
    t.ok(left >= height * 0.8, `${left} of ${height}`)
    t.equal(await page.getByRole('link', { name: /^Traffic/ }).isVisible(), true)
    t.equal(await page.evaluate('document.querySelector(".bar").scrollWidth > innerWidth'), false)
  }
})
