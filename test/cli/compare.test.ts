import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync, gzipSync } from 'node:zlib'
import t from 'tap'
import { run, serve } from './support.ts'

t.test('compare reads a capture, packed too, and ends with 0, 1 where answers differ, 2 where it cannot read, or nothing could be compared', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'capture-'))
  t.teardown(() => { rmSync(folder, { recursive: true }) })
  const file = (name: string, content: string | Buffer): string => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  const PIMS_MOCK_URL = await serve(t)
  const capture = await (await fetch(`${PIMS_MOCK_URL}/admin/requests?format=har&secrets=true`)).text()
  const compare = async (...words: string[]) => await run(['compare', ...words], { PIMS_MOCK_URL })
  const same = { code: 0, printed: /^pims-mock compare: 1 entry\n1 +GET \/pims\.authentication\.smscode +200 +same\n0 different, 1 same, 0 not compared\.$/ }
  t.match(await compare(file('a.har', `\uFEFF${capture}`)), same)
  t.match(await compare(file('a.har.gz', gzipSync(capture))), same)
  t.match(await run(['compare', file('a.zhar', deflateSync(capture))], {}), same, 'on a server of its own')
  t.match(await compare(file('b.har', capture.replace('"status":200', '"status":503'))), { code: 1, printed: /DIFFERENT {5}status: real 503, mock 200/ })
  t.match(await compare(file('cut.har', capture.slice(0, -3))), { code: 0, printed: /^pims-mock compare: 1 entry, cut off at its end\n1 / })
  t.match(await compare(join(folder, 'none.har')), { code: 2, printed: /none\.har cannot be read/ })
  t.match(await compare(file('c.har', 'no')), { code: 2, printed: /c\.har cannot be read: It is no JSON/ })
  t.match(await compare(file('d.har', '{}')), { code: 2, printed: /no log\.entries/ })
  t.match(await compare(file('e.zip', 'PK')), { code: 2, printed: /e\.zip cannot be read/ })
  t.match(await compare(file('f.har', capture.replaceAll('/pims.authentication.smscode', '/elsewhere'))), { code: 2, printed: /0 different, 0 same, 0 not compared\.\n.*this says nothing/ }, 'no call of the service')
  t.match(await compare('--account', 'nobody', join(folder, 'a.har')), { code: 2, printed: /There is no account "nobody"/ }, 'refused is not different')
  t.match(await compare('--url', 'http://127.0.0.1:1', join(folder, 'a.har')), { code: 2, printed: /No pims-mock answers at http:\/\/127\.0\.0\.1:1: ECONNREFUSED\. Nothing listens there/ })
  t.match(await compare('--url', 'nonsense', join(folder, 'a.har')), { code: 2, printed: /^pims-mock: "nonsense" is not the URL of a server\.[^\n]* names it\.$/ })
  t.match(await compare('--sandbox', 'a b', join(folder, 'a.har')), { code: 2, printed: /^pims-mock: "a b" is not a valid sandbox id\.[^\n]* names it\.$/ })
  t.match(await compare('--local', join(folder, 'a.har')), { code: 0, printed: /^LOCAL: .*\n\n.*\n1 +GET \/pims\.authentication\.smscode\?type=phoneNumberCertification/ })
  t.match(await compare('--sandbox', 'compare-mine', join(folder, 'a.har')), same)
  const { sandboxes } = await (await fetch(`${PIMS_MOCK_URL}/admin/sandboxes`)).json() as { sandboxes: Array<{ id: string }> }
  t.strictSame(sandboxes.map(({ id }) => id).sort(), ['compare-mine', 'default'], 'no sandbox is left behind but the one that was named')
})
