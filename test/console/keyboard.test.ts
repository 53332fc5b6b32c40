import { browserTest } from '../support/browser.ts'
import { fill } from '../support/busy-sandbox.ts'

browserTest('everything is done by keyboard alone', async (t, kit) => {
  const { hit: id } = await fill(kit)
  const page = await kit.open()
  const press = async (...keys: string[]) => { for (const key of keys) await page.keyboard.press(key) }
  const focused = () => page.evaluate("document.activeElement.closest('[data-id]')?.dataset.id")
  for (const [key, view] of [['2', 'switches'], ['3', 'traffic'], ['4', 'accounts'], ['5', 'setup'], ['1', 'phones']] as const) {
    await press(key)
    await page.locator(`main.${view}`).waitFor()
  }
  await press('3')
  await page.locator(`main.traffic [data-id="${id}"]`).waitFor()
  await press('j')
  t.equal(await focused(), id, 'j goes to the newest row')
  await press('Enter')
  await page.locator('.request').waitFor()
  t.match(page.url(), id)
  await press('j')
  await page.waitForURL((url) => !url.href.includes(id))
  await press('k', 'Escape')
  await page.locator('.request').waitFor({ state: 'detached' })
  await page.locator(`[data-id="${id}"]:focus, [data-id="${id}"] :focus`).waitFor()

  await press('x')
  await page.getByText('No fault is on.').waitFor()
  await press('z')
  await page.locator('.fault-bar.on').waitFor()
  await press('x')
  await page.getByText('No fault is on.').waitFor()

  await press('2')
  await page.locator('main.switches').waitFor()
  await press('/')
  await page.locator('main.switches input:focus').waitFor()
  await page.keyboard.type('2310')
  await press('Escape')
  await page.locator('.code-cells').waitFor()
  await page.locator('.code-open').focus()
  await press('Tab', 'Tab', 'ArrowRight', 'End', 'Space')
  await page.locator('.chip.on').waitFor()
  t.equal(await page.locator('.chip.on').innerText(), await page.locator('.chip').last().innerText())

  await press('.')
  await page.locator('.bar-button.moved').waitFor()
  t.match(await kit.admin('GET', 'clock'), { body: { frozen: true } })
})

browserTest('single keys can be switched off, and are ignored in fields', async (t, { open }) => {
  const page = await open()
  await page.keyboard.press('?')
  await page.getByLabel('Shortcuts off').check()
  await page.keyboard.press('Escape')
  await page.keyboard.press('2')
  await page.reload()
  await page.locator('.link-state.live').waitFor()
  await page.keyboard.press('2')
  t.match(page.url(), /console\/(#\/phones)?$/)
})

browserTest('the page speaks French where the browser does, and either at a click', async (t, { open }) => {
  const page = await open('/console/', { locale: 'fr-FR' })
  await page.getByText('Aucune panne active.').waitFor()
  t.equal(await page.evaluate('document.documentElement.lang'), 'fr')
  await page.getByRole('button', { name: 'In English' }).click()
  await page.getByText('No fault is on.').waitFor()
  await page.reload()
  await page.getByText('No fault is on.').waitFor()
})
