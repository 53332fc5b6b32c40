import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page, type ViewportSize } from 'playwright-core'
import t, { type Test } from 'tap'
import { start, type Started } from './start.ts'

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
/** Why the tests in a browser cannot run here. */
const reason = existsSync(executablePath) ? undefined : `no Chromium at ${executablePath}; CHROMIUM names another`

let launched: Promise<Browser> | undefined

/** What a page is opened with. */
type PageOptions = BrowserContextOptions & { readonly viewport?: ViewportSize }

/** A server that listens, and pages on it. */
export interface Kit extends Started {
  readonly origin: string
  /** Opens a page of this server, or at a whole address, in a profile without a past, which `prepare` sees first, and waits until it is live, or shows what `ready` selects; errors of the page, and what its policy stops, fail the test. */
  readonly open: (path?: string, options?: PageOptions, ready?: string, prepare?: (page: Page) => Promise<unknown>) => Promise<Page>
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

/** Pages that tests are done with, each alone in its context, by what that was made with: a new one costs four times as much. */
const spare = new Map<string, Page[]>()

/** The spare pages of contexts that were made with these options. */
function spareOf (options: BrowserContextOptions): Page[] {
  const key = JSON.stringify(options)
  const pages = spare.get(key) ?? []
  spare.set(key, pages)
  return pages
}

async function newPage (options: BrowserContextOptions): Promise<Page> {
  launched ??= chromium.launch({ executablePath, args: ['--no-sandbox'], timeout: 0 })
  const browser = await launched
  const context = await browser.newContext({ locale: 'en-GB', ...options })
  context.setDefaultTimeout(STEP)
  return await context.newPage()
}

/** Leaves a page as if it were new: what a profile remembers is by origin, and the next test has another, but for a port that comes again. */
async function clean (page: Page): Promise<void> {
  for (const event of ['pageerror', 'console', 'request', 'requestfinished'] as const) page.removeAllListeners(event)
  await page.unrouteAll()
  await page.mouse.move(0, 0)
  await page.evaluate('localStorage.clear(), sessionStorage.clear()')
  await page.goto('about:blank')
}

async function openPage (t: Test, url: string, { viewport = { width: 1360, height: 820 }, colorScheme = 'light', ...options }: PageOptions = {}, ready = LIVE, prepare?: (page: Page) => Promise<unknown>): Promise<Page> {
  const permissions = /127\.0\.0\.1/.test(url) ? ['clipboard-read', 'clipboard-write'] : []
  const made = { permissions, ...options }
  const pages = spareOf(made)
  const page = (prepare === undefined ? pages.pop() : undefined) ?? await newPage(made)
  t.teardown(async () => {
    const isLikeNew = prepare === undefined && t.passing() && !page.isClosed() && page.context().pages().length === 1
    if (!isLikeNew) return await page.context().close()
    await clean(page)
    pages.push(page)
  })
  page.on('pageerror', (error) => t.fail(`the page failed: ${error.stack ?? error.message}`))
  page.on('console', (message) => { if (/Content Security Policy|TrustedScript/.test(message.text())) t.fail(message.text()) })
  await page.setViewportSize(viewport)
  await page.emulateMedia({ colorScheme })
  await prepare?.(page)
  await page.goto(url)
  await page.locator(ready).first().waitFor()
  return page
}

t.teardown(async () => await (await launched)?.close())
