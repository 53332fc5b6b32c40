import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { start, type Started } from './start.ts'

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
/** Why the tests in a browser cannot run here. */
const reason = existsSync(executablePath) ? undefined : `no Chromium at ${executablePath}; CHROMIUM names another`

let launched: Promise<Browser> | undefined

/** A server that listens, and pages on it. */
export interface Kit extends Started {
  readonly origin: string
  /** Opens a page of this server, or at a whole address, in a fresh profile that `prepare` sees first, and waits until it is live, or shows what `ready` selects; errors of the page, and what its policy stops, fail the test. */
  readonly open: (path?: string, options?: BrowserContextOptions, ready?: string, prepare?: (page: Page) => Promise<unknown>) => Promise<Page>
}

/** A test in a browser; without one it is skipped. One browser serves a file. */
export function browserTest (name: string, run: (t: Test, kit: Kit) => Promise<void>, environment: Record<string, string> = {}): void {
  t.test(name, { skip: reason ?? false }, async (t) => {
    const started = await start(t, environment)
    const origin = await started.app.listen({ host: '127.0.0.1', port: 0 })
    await run(t, { ...started, origin, open: (path = '/console/', options, ready, prepare) => openPage(t, new URL(path, origin).href, options, ready, prepare) })
  })
}

/** Milliseconds after which a step has failed, and says what it waited for; a busy machine takes a tenth of it at most. */
const STEP = 120_000
const LIVE = '.link-state.live, .token form, .fault-bar.offline'

async function openPage (t: Test, url: string, options: BrowserContextOptions = {}, ready = LIVE, prepare: (page: Page) => Promise<unknown> = async () => {}): Promise<Page> {
  launched ??= chromium.launch({ executablePath, args: ['--no-sandbox'], timeout: 0 })
  const browser = await launched
  const context = await browser.newContext({ viewport: { width: 1360, height: 820 }, locale: 'en-GB', ...options })
  if (/127\.0\.0\.1/.test(url)) await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  context.setDefaultTimeout(STEP)
  t.teardown(() => context.close())
  const page = await context.newPage()
  page.on('pageerror', (error) => t.fail(`the page failed: ${error.stack ?? error.message}`))
  page.on('console', (message) => { if (/Content Security Policy|TrustedScript/.test(message.text())) t.fail(message.text()) })
  await prepare(page)
  await page.goto(url)
  await page.locator(ready).first().waitFor()
  return page
}

t.teardown(async () => await (await launched)?.close())
