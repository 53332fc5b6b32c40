import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { run, serve } from './support.ts'

t.test('the console of docs/replay.md prints what the page shows; replay ends with 0, 1 where answers differ, 2 where it cannot read or compare', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'replay-'))
  t.teardown(() => { rmSync(folder, { recursive: true }) })
  const PIMS_MOCK_URL = await serve(t, { SMS_CODE_LENGTH: '8' })
  const [, walk = ''] = /```console\n(.*?)```/s.exec(readFileSync('docs/replay.md', 'utf8')) ?? []
  const [made = '', played = ''] = walk.split(/^\$ /m).slice(1)
  const [, words = '', name = ''] = /^pims-mock (.*) > (\S+)\n$/.exec(made) ?? []
  const file = join(folder, name)
  writeFileSync(file, (await run(words.split(' '), { PIMS_MOCK_URL })).printed)
  const [command = '', ...output] = played.trimEnd().split('\n')
  t.equal(command, `pims-mock replay ${name}`)
  const replay = async (...words: string[]) => await run(['replay', ...words], { PIMS_MOCK_URL: 'http://127.0.0.1:1', SEED: '3', SDK_VERSION: '2.3', ADMIN_TOKEN: 'x' })
  t.strictSame(await replay(file), { code: 0, printed: output.join('\n') }, 'on a server of its own, with the settings of the file')

  const har = readFileSync(file, 'utf8')
  const other = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  const changed = other('b.har', har.replace('"status": 200', '"status": 503'))
  t.match(await replay(changed), { code: 1, printed: /^1 +get\.smscode\.phoneNumberCertification +503 +DIFFERENT {5}status: 503 then, 200 now\n1 different, 0 same, 0 not compared\.$/m })
  t.match(await replay(changed, '--markdown'), { code: 1, printed: /\n\| 1 \| get\.smscode\.phoneNumberCertification \| 503 \| DIFFERENT \| status: 503 then, 200 now \|\n/ })
  t.match(await replay(changed, '--junit'), { code: 1, printed: /<testsuite name="replay" tests="1" failures="1" errors="0" skipped="0" time="0">\n {4}<testcase classname="replay" name="1 get\.smscode\.phoneNumberCertification"><failure message="status: 503 then, 200 now"\/>/ })
  const part = other('c.har', har.replace('"requests": 0', '"requests": 3').replace('"status": 200', '"status": 503'))
  t.match(await replay(part), { code: 2, printed: /not compared {2}it differs, but 3 requests to its sandbox are not in the file\n[^]*\npims-mock: No answer could be held against its first one/ })
  t.match(await replay(part, '--junit'), { code: 2, printed: /skipped="1"[^]*<skipped message="it differs, but 3 requests/ })
  t.match(await replay(other('d.har', har.replace(/"version": "\d[^"]*"(?=\s*\})/, '"version": "0.0.1"'))), { code: 0, printed: /\nThe file was made by pims-mock 0\.0\.1, this is \d/ })
  const masked = other('e.har', (await run(['requests', '--har'], { PIMS_MOCK_URL })).printed)
  t.match(await replay(masked), { code: 0, printed: /\nThe secrets of the file are masked: [^\n]*\n1 [^\n]* same\n/ })
  for (const [content, printed] of [
    ['no', /it is no JSON\. Make it with/], ['{}', /no log\.entries/], [har.replace('"pims-mock"', '"mitmproxy"'), /was not made by pims-mock[^]*pims-mock compare/],
    [har.replace('"_admin"', '"x"'), /does not say how its sandbox began/], [har.replace(/"_answeredAt": "[^"]*"/, '"_answeredAt": "noon"'), /The time of entry 1 cannot be read/],
    [har.replace(/"_answeredAt": "[^"]*"/, '"_answeredAt": "30 Nov 2026"'), /The time of entry 1 cannot be read/], [har.replace(/"_answeredAt": "[^"]*"/, '"_answeredAt": "9999-12-31T23:59:59Z"'), /The clock would leave the years/],
    ['\uFEFF', /it is no JSON/],
    [har.replace('"_settings": {', '"_settings": { "SMS_CODE_TTL": "never",'), /SMS_CODE_TTL/]
  ] as const) t.match(await replay(other('f.har', content)), { code: 2, printed })
  writeFileSync(join(folder, 'g.har'), `\uFEFF${har}`, 'utf16le')
  t.match(await replay(join(folder, 'g.har')), { code: 2, printed: /g\.har cannot be read: It is UTF-16/ })
  t.match(await replay(folder), { code: 2, printed: /^pims-mock: \S+ cannot be read: It is a folder\. Name the \.har in it\.$/ })
  t.match(await replay(join(folder, 'none.har')), { code: 2, printed: /none\.har cannot be read/ })
})
