import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { browserTest } from '../support/browser.ts'
import { fill } from '../support/busy-sandbox.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The rules whose answer another colour scheme can change. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block']

/** What axe finds wrong with a page that it was put into. */
async function violations (page: Page, runOnly: object = { type: 'tag', values: TAGS }): Promise<string[]> {
  const found = await page.evaluate(`axe.run({ runOnly: ${JSON.stringify(runOnly)}, resultTypes: ['violations'] })`) as { violations: Array<{ id: string, nodes: Array<{ html: string, failureSummary: string }> }> }
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`).join(' | ')}`)
}

browserTest('axe finds nothing in any view, wide or narrow, light or dark, nor in the dialogs', async (t, kit) => {
  const { hit, unrouted, refused } = await fill(kit)
  const views = ['phones', 'phones/%2B33612345678', 'switches?q=2310', 'switches?by=operation', 'switches?by=on', 'traffic', `traffic/${hit}`, `traffic/${unrouted}`, `traffic/${refused}`, 'traffic/gone', 'accounts', 'accounts/alice', 'subscriptions', 'conduct', 'setup']
  const page = await kit.open()
  await page.evaluate(axe) // by the debugger, as the page's policy takes no foreign script
  /** All rules in the light, and those of colours in the dark. */
  const look = async (what: string) => {
    t.strictSame(await violations(page), [], `${what}, light`)
    await page.emulateMedia({ colorScheme: 'dark' })
    t.strictSame(await violations(page, { type: 'rule', values: OF_COLOURS }), [], `${what}, dark`)
    await page.emulateMedia({ colorScheme: 'light' })
  }
  for (const width of [1360, 390]) {
    await page.setViewportSize({ width, height: 820 })
    for (const view of views) {
      await page.evaluate(`location.hash = '#/${view}'`)
      await page.locator(`main.${view.split(/[/?]/)[0] ?? ''}`).waitFor()
      await look(`${view}, ${width}`)
    }
    for (const menu of await page.locator('.bar .popover > button').all()) {
      await menu.click()
      await look(`${await menu.textContent()}, ${width}`)
      await page.keyboard.press('Escape')
    }
    await page.keyboard.press('?')
    await look(`shortcuts, ${width}`)
    await page.keyboard.press('Escape')
    await page.evaluate("location.hash = '#/switches?by=on'")
    await page.getByRole('button', { name: 'Add a rule…' }).click()
    await look(`rule, ${width}`)
    await page.keyboard.press('Escape')
  }
})
