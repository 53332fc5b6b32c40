import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import t, { type Test } from 'tap'
import { compareSource } from '../../../src/compare/compare.ts'
import { openCapture } from '../../../src/compare/files/open-capture.ts'
import { started } from '../../library/support.ts'
import { DeviceClient } from '../../support/device-client.ts'

const [MITMDUMP, WRITER] = ['/usr/bin/mitmdump', '/usr/share/doc/mitmproxy/examples/contrib/har_dump.py']
const options = { skip: !existsSync(MITMDUMP) || !existsSync(WRITER) }

/** What asks through the proxy, and what ends the recording. */
async function recorder (t: Test, path: string) {
  const child = spawn(MITMDUMP, ['--listen-host', '127.0.0.1', '--listen-port', '0', '--scripts', WRITER, '--set', `hardump=${path}`], { env: { ...process.env, PYTHONUNBUFFERED: '1' }, stdio: ['ignore', 'pipe', 'inherit'] })
  const exit = once(child, 'exit')
  t.teardown(async () => {
    child.kill()
    await exit
  })
  const lines = createInterface(child.stdout)
  const port = await new Promise<number>((resolve) => {
    lines.on('line', (line) => {
      const [, digits] = /listening at \S*:(\d+)/.exec(line) ?? []
      if (digits !== undefined) resolve(Number(digits))
    })
  })
  return {
    ask: async (method: string, url: string, headers: Record<string, string> = {}, body?: string) => await new Promise<string>((resolve, reject) => {
      request({ host: '127.0.0.1', port, method, path: url, headers: { host: 'otp.real.example', ...headers }, agent: false }, (answer) => { text(answer).then(resolve, reject) }).on('error', reject).end(body)
    }),
    async end () {
      child.kill()
      await exit
    }
  }
}

for (const name of ['capture.har', 'capture.zhar']) {
  t.test(`a capture that mitmproxy recorded (${name}) is the same on another mock: number, enrolment, one-time password`, options, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'har-'))
    t.teardown(() => { rmSync(folder, { recursive: true }) })
    const path = join(folder, name)
    const real = (await started(t)).sandbox()
    const { ask, end } = await recorder(t, path)
    const authorization = 'Bearer alice'
    await ask('GET', `${real.url}/pims.authentication.trustedphonenumber`, { authorization })
    await ask('POST', `${real.url}/pims.authentication.smscode`, { authorization, 'content-type': 'application/json' }, JSON.stringify({ type: 'modifyPhoneNumber', smsCode: '1', phoneNumber: '0612345678' }))
    await ask('POST', `${real.url}/applications/cvs/v4/mobile/smsCode`, { authorization })
    const device = new DeviceClient(async (query) => await ask('GET', `${real.url}/iwws/MAC?${query}`))
    await device.enrol(await real.sms(), '1234')
    await ask('POST', `${real.url}/connectedcar/v4/virtualkey/remoteaccess/token`, { authorization, 'content-type': 'application/json' }, JSON.stringify({ grant_type: 'password', password: await device.otp() }))
    await ask('GET', new URL('/health', real.url).href)
    await end()
    const { report } = await compareSource(await openCapture(path), (await started(t)).sandbox(), { account: 'alice', format: 'text' })
    t.match(report, /1 not of this service/)
    t.match(report, /\n0 different, 9 same, 0 not compared\.$/)
  })
}
