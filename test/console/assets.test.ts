import { readFileSync } from 'node:fs'
import { utimes, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import t from 'tap'
import { Assets } from '../../src/http/assets.ts'
import { start } from '../support/start.ts'

const dist = fileURLToPath(new URL('../../dist/console/', import.meta.url))
/** Bytes of script and style over the wire until the page works. */
const BUDGET = 45 * 1024

/** A script, and those that a browser loads before it runs it. */
function scriptsWith (name: string): string[] {
  const imported = [...readFileSync(dist + name, 'utf8').matchAll(/(?:from|import)"\.\/([^"]+)"/g)].map(([, file = '']) => file)
  return [...new Set([name, ...imported.flatMap(scriptsWith)])]
}

t.test('a browser is led to the page, in every sandbox', async (t) => {
  const { app } = await start(t)
  const location = async (url: string) => {
    const { statusCode, headers } = await app.inject({ url, headers: { accept: 'text/html,*/*' } })
    return [statusCode, headers.location]
  }
  t.strictSame(await location('/console'), [302, 'console/'])
  t.strictSame(await location('/console?x=/'), [302, 'console/'])
  t.strictSame(await location('/sandbox/demo/console'), [302, 'console/'])
  for (const url of ['/console/', '/sandbox/demo/console/', '/console/?x=1']) t.strictSame(await location(url), [200, undefined], url)
})

t.test('the page loads nothing from elsewhere, runs no script but its own, and is framed by nobody', async (t) => {
  const { app } = await start(t, { ADMIN_TOKEN: 'secret' })
  for (const url of ['/console/', '/console/main.js', '/console/console.css', '/console/icon.svg']) {
    const { statusCode, headers } = await app.inject(url)
    t.equal(statusCode, 200, 'the files need no token')
    t.match(headers, {
      'content-security-policy': /^default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; .*frame-ancestors 'none'; img-src 'self'; require-trusted-types-for 'script'$/,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-cache'
    })
    t.notMatch(headers['content-security-policy'], 'unsafe')
  }
  const { payload } = await app.inject('/console/')
  t.notMatch(payload, /(src|href)="(https?:|\/)/, 'every address is relative')
})

t.test('files are sent zipped where that is understood, and once', async (t) => {
  const { app } = await start(t)
  const plain = await app.inject({ url: '/console/main.js', headers: { 'accept-encoding': 'br' } })
  t.equal(plain.headers['content-encoding'], undefined, 'never brotli: over plain HTTP browsers do not take it')
  const zipped = await app.inject({ url: '/console/main.js', headers: { 'accept-encoding': 'br, gzip' } })
  t.equal(zipped.headers['content-encoding'], 'gzip')
  t.equal(gunzipSync(zipped.rawPayload).toString(), plain.payload)
  const { etag } = zipped.headers
  t.match(await app.inject({ url: '/console/main.js', headers: { 'if-none-match': String(etag) } }), { statusCode: 304, payload: '' })
})

t.test('there are no files but those of the console', async (t) => {
  const { app } = await start(t)
  for (const url of ['/console/no.js', '/console/..%2Fserver.js', '/console/%2Fetc%2Fpasswd']) t.equal((await app.inject(url)).statusCode, 404, url)
})

t.test('what is not built says so, and is looked for again', async (t) => {
  const folder = t.testdir()
  const assets = new Assets({ folder, policy: '' })
  t.equal(await assets.get('index.html'), undefined)
  await writeFile(`${folder}/index.html`, 'now')
  t.equal((await assets.get('index.html'))?.plain.toString(), 'now')
})

t.test('a file that changes is read again', async (t) => {
  const folder = t.testdir({ 'main.js': 'one', 'notes.txt': 'x' })
  const assets = new Assets({ folder, policy: '' })
  const first = await assets.get('main.js')
  t.equal(await assets.get('main.js'), first)
  t.equal(await assets.get('notes.txt'), undefined)
  await writeFile(`${folder}/main.js`, 'two')
  await utimes(`${folder}/main.js`, 1, 1)
  t.equal((await assets.get('main.js'))?.plain.toString(), 'two')
})

for (const language of ['en', 'fr']) {
  t.test(`script and style of the first view are within ${BUDGET} bytes over the wire, ${language}`, async (t) => {
    const { app } = await start(t)
    const scripts = scriptsWith('main.js')
    const words = scripts.flatMap((name) => readFileSync(dist + name, 'utf8').match(/fr-\w+\.js/g) ?? [])
    t.equal(words.length, 1)
    const names = ['console.css', ...scripts, ...language === 'fr' ? words : []]
    const sizes = await Promise.all(names.map(async (name) => (await app.inject({ url: `/console/${name}`, headers: { 'accept-encoding': 'gzip' } })).rawPayload.length))
    const total = sizes.reduce((sum, size) => sum + size, 0)
    t.ok(total <= BUDGET, `${total} bytes`)
    t.comment(`${names.map((name, index) => `${name} ${sizes[index]}`).join(' + ')} = ${total} bytes`)
  })
}
