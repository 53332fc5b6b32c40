import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { chromium } from 'playwright-core'
import { compareCapture } from '../../src/compare/compare.ts'
import { started } from '../library/support.ts'

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'

for (const mode of ['full', 'minimal'] as const) {
  t.test(`a capture that Playwright recorded (${mode}) is the same on another mock`, { skip: !existsSync(executablePath) }, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'har-'))
    t.teardown(() => { rmSync(folder, { recursive: true }) })
    const path = join(folder, 'capture.har')
    const real = (await started(t)).sandbox()
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'], timeout: 0 })
    t.teardown(async () => { await browser.close() })
    const context = await browser.newContext({ recordHar: { path, content: 'embed', mode } })
    const page = await context.newPage()
    await page.goto(new URL('/health', real.url).href)
    await page.evaluate(`(async () => {
      const ask = (path, options) => fetch('${real.url}/' + path, { headers: { authorization: 'Bearer alice', 'content-type': 'application/json' }, ...options }).then((answer) => answer.text())
      await ask('pims.authentication.smscode?type=phoneNumberCertification&phoneNumber=0612345678')
      await ask('pims.authentication.smscode', { method: 'POST', body: JSON.stringify({ type: 'modifyPhoneNumber', smsCode: '1', phoneNumber: '0612345678' }) })
      await ask('pims.authentication.trustedphonenumber')
    })()`)
    await context.close()
    const { report, isDifferent } = await compareCapture(JSON.parse(readFileSync(path, 'utf8')), (await started(t)).sandbox(), { account: 'alice', format: 'text' })
    t.match(report, /1 not of this service/)
    t.match(report, /0 different, 3 same, 0 not compared\.$/)
    t.equal(isDifferent, false)
  })
}
