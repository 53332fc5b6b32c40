import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'
import { browserTest } from '../support/browser.ts'

/** A proxy that shows a server at `/mock/`, as nginx does with `location /mock/ { proxy_pass …/; proxy_set_header Host $http_host; }`. */
async function startProxy (t: Test, origin: string): Promise<string> {
  const proxy = createServer((asked, reply) => {
    const { method, headers, url = '' } = asked
    if (!url.startsWith('/mock/')) {
      reply.writeHead(404).end('no mock here')
      return
    }
    const passed = request(origin + url.slice('/mock'.length), { method, headers }, (answer) => {
      reply.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(reply)
    })
    passed.on('error', () => reply.destroy())
    reply.on('close', () => passed.destroy())
    asked.pipe(passed)
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  t.teardown(() => { proxy.close(); proxy.closeAllConnections() })
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/mock`
}

browserTest('behind the path of a proxy the console gives the address that leads there, and its switches work', async (t, { origin, open, admin }) => {
  const base = await startProxy(t, origin)
  for (const sandbox of ['', '/sandbox/demo']) {
    const page = await open(`${base}${sandbox}/console/#/setup`)
    await page.getByText(`"inWeboURL": "${base}${sandbox}"`).waitFor()
  }
  const page = await open(`${base}/console/#/switches`)
  await page.getByRole('switch').first().click()
  await page.locator('.fault-bar').waitFor()
  t.match((await admin('GET', 'faults')).body, { faults: [{}] })
})

browserTest('behind the path of a proxy the documentation tries its operations out there', async (t, { origin, open, app }) => {
  const base = await startProxy(t, origin)
  const page = await open(`${base}/sandbox/demo/docs/#/StrongAuthentication/setSmscode`, {}, '.opblock.is-open')
  await page.locator('.opblock.is-open .execute').click()
  t.match(await page.locator('.opblock.is-open .live-responses-table .response').innerText(), /^400[^]*"status": "FAILED"/)
  t.match((await app.inject('/sandbox/demo/admin/requests')).json(), { requests: [{ operation: 'set.smscode.addPhoneNumber' }] })
})
