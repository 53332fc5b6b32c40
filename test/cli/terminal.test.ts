import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import t from 'tap'
import { program, run, serve } from './support.ts'

/** What changes the title of a terminal, what colours it in eight bits, and what writes over a line or adds one. */
const HOSTILE = '\u001b]0;OWNED\u0007\u009b31m\rover\nnew'
const CONTROL = /(?!\n)\p{Cc}/u

t.test('nothing that a client has sent controls the terminal', async (t) => {
  const PIMS_MOCK_URL = await serve(t)
  const tail = spawn(process.execPath, [program, 'tail'], { env: { ...process.env, PIMS_MOCK_URL }, stdio: ['ignore', 'pipe', 'inherit'] })
  t.teardown(() => tail.kill())
  const lines = createInterface(tail.stdout)
  const told = once(lines, 'line')
  const attack = async () => {
    await fetch(`${PIMS_MOCK_URL}/am/oauth2/access_token`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Basic ${btoa('app:secret')}` }, body: JSON.stringify({ grant_type: HOSTILE }) })
  }
  // Until tail listens, nothing is told.
  for (let isTold = false; !isTold;) {
    await attack()
    isTold = await Promise.race([told.then(() => true), new Promise<boolean>((resolve) => setTimeout(resolve, 100, false))])
  }
  const [line] = await told as [string]
  t.match(line, '\\u001b]0;OWNED\\u0007\\u009b31m\\u000dover\\u000anew')
  t.notMatch(line, CONTROL)
  for (const words of [['requests'], ['requests', '--failed'], ['requests', '--markdown'], ['requests', '--har'], ['why']]) {
    const { code, printed } = await run(words, { PIMS_MOCK_URL })
    t.equal(code, 0)
    t.match(printed, 'OWNED', words.join(' '))
    t.notMatch(printed, CONTROL, words.join(' '))
  }
  const har = JSON.parse((await run(['requests', '--har'], { PIMS_MOCK_URL })).printed) as { log: unknown }
  t.match(JSON.stringify(har), JSON.stringify(HOSTILE).slice(1, -1).replaceAll('\\', '\\\\'), 'and is the same in JSON')
})
