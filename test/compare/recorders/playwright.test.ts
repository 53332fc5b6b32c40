import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { type Browser, chromium } from 'playwright-core'
import { compareSource } from '../../../src/compare/compare.ts'
import { openCapture } from '../../../src/compare/files/open-capture.ts'
import { started } from '../../library/support.ts'

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
const options = { skip: !existsSync(executablePath) }

/** One for all recordings. */
let browser: Browser | undefined
t.before(async () => { if (!options.skip) browser = await chromium.launch({ executablePath, args: ['--no-sandbox'], timeout: 0 }) })
t.teardown(async () => await browser?.close())

type Recording = { content: 'embed' | 'attach', mode: 'full' | 'minimal' }

/** What Playwright wrote of a page that asks a mock for a code, sends a wrong one, and asks for its number. */
async function record (t: Test, name: string, { content, mode }: Recording): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'har-'))
  t.teardown(() => { rmSync(folder, { recursive: true }) })
  const path = join(folder, name)
  const real = (await started(t)).sandbox()
  if (browser === undefined) throw new Error('no browser')
  const context = await browser.newContext({ recordHar: { path, content, mode } })
  const page = await context.newPage()
  await page.goto(new URL('/health', real.url).href)
  await page.evaluate(`(async () => {
    const ask = (path, options) => fetch('${real.url}/' + path, { headers: { authorization: 'Bearer alice', 'content-type': 'application/json' }, ...options }).then((answer) => answer.text())
    await ask('pims.authentication.smscode?type=phoneNumberCertification&phoneNumber=0612345678')
    await ask('pims.authentication.smscode', { method: 'POST', body: JSON.stringify({ type: 'modifyPhoneNumber', smsCode: '1', phoneNumber: '0612345678' }) })
    await ask('pims.authentication.trustedphonenumber')
  })()`)
  await context.close()
  return path
}

const recordings: Array<[string, Recording]> = [
  ['embed.har', { content: 'embed', mode: 'full' }],
  ['minimal.har', { content: 'embed', mode: 'minimal' }],
  ['attach.har', { content: 'attach', mode: 'full' }],
  ['attach.har.zip', { content: 'attach', mode: 'full' }]
]

for (const [name, recording] of recordings) {
  t.test(`a capture that Playwright recorded (${name}, ${recording.mode}) is the same on another mock`, options, async (t) => {
    const source = await openCapture(await record(t, name, recording))
    t.teardown(() => { source.close() })
    const { report, isDifferent } = await compareSource(source, (await started(t)).sandbox(), { account: 'alice', format: 'text' })
    t.match(report, /1 not of this service/)
    t.match(report, /200 +same\n.* 400 +same\n.* 200 +same\n0 different, 3 same, 0 not compared\.$/, 'each with its whole answer')
    t.equal(isDifferent, false)
  })
}

t.test('without the files beside it a capture is compared by what is left: the status', options, async (t) => {
  const path = await record(t, 'attach.har', { content: 'attach', mode: 'full' })
  const folder = join(path, '..')
  for (const file of readdirSync(folder)) if (file !== 'attach.har') rmSync(join(folder, file))
  const { report } = await compareSource(await openCapture(path), (await started(t)).sandbox(), { account: 'alice', format: 'text' })
  t.match(report, /same +the capture has the status alone\n.*not compared {2}the capture does not have the body of the request: record it with content embedded\n.*same +the capture has the status alone\n/)
})
