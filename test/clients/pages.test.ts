import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'
import t from 'tap'
import { callsIn, grammar } from './support/grammar.ts'
import { blocksOf, example, pages } from './support/pages.ts'
import { listen } from './support/server.ts'
import { run } from './support/tools.ts'

/** Who runs the blocks of a language: this file or the one on the language. */
const played: Readonly<Record<string, readonly string[]>> = {
  sh: ['facade', 'inwebo-service'],
  kotlin: ['android'],
  swift: ['ios'],
  ts: ['react-native', 'node'],
  js: ['inwebo-service'],
  php: ['inwebo-service'],
  python: ['python', 'inwebo-service'],
  java: ['java', 'inwebo-service']
}

t.test('every block of code is run by a test, or the page says that it is not', async (t) => {
  for (const page of pages) {
    for (const { language, isMarked, text } of blocksOf(page)) {
      t.equal(played[language]?.includes(page) === true, !isMarked, `${page}.md: ${text}`)
    }
  }
})

t.test('the links of the pages lead somewhere', async (t) => {
  for (const page of pages) {
    const text = readFileSync(`docs/clients/${page}.md`, 'utf8')
    for (const [, link = ''] of text.matchAll(/\]\(([^)#]+)\)/g)) t.ok(existsSync(join(dirname(`docs/clients/${page}.md`), link)), link)
  }
})

t.test('the SDK configuration is asked for as the page says', async (t) => {
  const { url } = await listen(t)
  const answer = await run('sh', ['-c', example('facade', 'sh').replaceAll('localhost:3000', new URL(url).host)])
  t.match(JSON.parse(answer), { credential: { inWeboURL: `${url}/sandbox/my-test` } })
})

t.test('the examples in TypeScript print what they are to', async (t) => {
  for (const [page, printed, shown] of [
    ['react-native', '0639980001'],
    ['node', 'done', { SmsWhilePending: 'the page shows that a second code replaces the first' }]
  ] as const) {
    const { url, noFindings } = await listen(t)
    const folder = t.testdir({ 'example.ts': example(page, 'ts', url), 'pims.ts': readFileSync('clients/typescript/pims.ts', 'utf8') })
    await build({ entryPoints: [join(folder, 'example.ts')], bundle: true, platform: 'node', format: 'esm', outfile: join(folder, 'example.mjs') })
    t.equal((await run(process.execPath, [join(folder, 'example.mjs')])).trim(), printed, page)
    await noFindings(shown)
  }
})

t.test('the example in Swift parses, and makes calls that the mock knows', async (t) => {
  const calls = callsIn((await grammar('swift'))(example('ios', 'swift')))
  t.match(calls, [['set', 'pims.authentication.user', { action: 'login' }], ['get', 'pims.authentication.trustedphonenumber']])
})

t.test('the example in Dart parses', async () => {
  const dart = blocksOf('flutter').find(({ language }) => language === 'dart')
  const parse = await grammar('dart')
  parse(dart?.text ?? '(')
})
