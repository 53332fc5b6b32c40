import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t, { type Test } from 'tap'
import { noFindings } from './support/no-findings.ts'

const path = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url))
const readme = readFileSync(path('README.md'), 'utf8')

/** The calls of a page with the output that it shows for them. */
const callsOf = (page: string) => [...page.matchAll(/```console\n(.*?)```/gs)].flatMap(([, block = '']) =>
  block.split(/^\$ /m).slice(1).map((call) => {
    const [command = '', ...output] = call.trimEnd().split('\n')
    return { command, output: output.join('\n') }
  }))

async function start (t: Test): Promise<string> {
  const child = spawn(process.execPath, [path('dist/server.js')], { env: { PATH: process.env.PATH, PORT: '0', HOST: '127.0.0.1', SEED: '42' }, stdio: ['ignore', 'pipe', 'inherit'] })
  t.teardown(async () => {
    child.kill()
    await once(child, 'exit')
  })
  for await (const line of createInterface(child.stdout)) {
    const { msg, urls } = JSON.parse(line) as { msg: string, urls: { health: string } }
    if (msg === 'pims-mock ready') return new URL(urls.health).host
  }
  throw new Error('not ready')
}

/** The time of day is the one thing that a seed does not fix. */
const mask = (output: string) => output.replaceAll(/"(sentAt|expiresAt)":"[^"]+"/g, '"$1":"…"').trim()

for (const page of ['README.md', 'docs/journey.md', 'docs/subscriptions.md']) {
  t.test(`the calls of ${page} give the output that it shows`, { skip: process.platform === 'win32' }, async (t) => {
    const host = await start(t)
    const calls = callsOf(readFileSync(path(page), 'utf8'))
    t.ok(calls.length >= 3)
    for (const { command, output } of calls) {
      const { stdout } = await promisify(execFile)('sh', ['-c', command.replaceAll('localhost:3000', host)])
      t.equal(mask(stdout), mask(output), command)
    }
    await noFindings(t, `http://${host}`)
  })
}

t.test('the README fits on a screen or two, and its links lead somewhere', async (t) => {
  t.ok(readme.split('\n').length < 95)
  for (const [, link = ''] of readme.matchAll(/\]\((docs\/[^)#]+)\)/g)) t.ok(existsSync(path(link)), link)
})
