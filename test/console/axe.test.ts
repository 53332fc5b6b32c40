import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { browserTest } from '../support/browser.ts'
import { fill } from '../support/busy-sandbox.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds wrong with a page that it was put into. */
async function violations (page: Page): Promise<string[]> {
  const found = await page.evaluate(`axe.run({ runOnly: ${JSON.stringify(TAGS)}, resultTypes: ['violations'] })`) as { violations: Array<{ id: string, nodes: Array<{ html: string, failureSummary: string }> }> }
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`).join(' | ')}`)
}

for (const colorScheme of ['light', 'dark'] as const) {
  browserTest(`axe finds nothing in any view, wide or narrow, ${colorScheme}, nor in the dialogs`, async (t, kit) => {
    const { hit, unrouted, refused } = await fill(kit)
    const views = ['phones', 'phones/%2B33612345678', 'switches?q=2310', 'switches?by=operation', 'switches?by=on', 'traffic', `traffic/${hit}`, `traffic/${unrouted}`, `traffic/${refused}`, 'traffic/gone', 'accounts', 'accounts/alice', 'setup']
    const page = await kit.open('/console/', { colorScheme })
    await page.evaluate(axe) // by the debugger, as the page's policy takes no foreign script
    for (const width of [1360, 390]) {
      await page.setViewportSize({ width, height: 820 })
      for (const view of views) {
        await page.evaluate(`location.hash = '#/${view}'`)
        await page.locator(`main.${view.split(/[/?]/)[0] ?? ''}`).waitFor()
        t.strictSame(await violations(page), [], `${view}, ${width}`)
      }
      for (const menu of await page.locator('.bar .popover > button').all()) {
        await menu.click()
        t.strictSame(await violations(page), [], `${await menu.textContent()}, ${width}`)
        await page.keyboard.press('Escape')
      }
      await page.keyboard.press('?')
      t.strictSame(await violations(page), [], `shortcuts, ${width}`)
      await page.keyboard.press('Escape')
      await page.evaluate("location.hash = '#/switches?by=on'")
      await page.getByRole('button', { name: 'Add a rule…' }).click()
      t.strictSame(await violations(page), [], `rule, ${width}`)
      await page.keyboard.press('Escape')
    }
  })
}
