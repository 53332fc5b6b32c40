import { chmodSync, mkdtempSync, readdirSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { deflateSync, gzipSync } from 'node:zlib'
import t, { type Test } from 'tap'
import { readCapture } from '../../../src/compare/capture.ts'
import { openCapture } from '../../../src/compare/files/open-capture.ts'

const entry = { request: { method: 'POST', url: 'https://x/pims.authentication.otp', postData: { mimeType: 'application/json', text: '', _file: 'body.json' } }, response: { status: 200, content: { mimeType: 'application/json', _file: 'answer.json' } } }
const har = JSON.stringify({ log: { entries: [entry] } })

function folderOf (t: Test): (name: string, content: string | Buffer) => string {
  const folder = mkdtempSync(join(tmpdir(), 'capture-'))
  t.teardown(() => { rmSync(folder, { recursive: true }) })
  return (name, content) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
}
const bodiesOf = async (path: string) => {
  const source = await openCapture(path)
  try {
    return (await readCapture(source)).calls.map(({ body, lacksBody, answer }) => [body?.text, lacksBody, answer?.body])
  } finally {
    source.close()
  }
}

/** A zip of files as they are, without compression; the sum is not checked. */
function zipOf (files: Record<string, string>): Buffer {
  const [locals, centrals]: [Buffer[], Buffer[]] = [[], []]
  let offset = 0
  for (const [name, content] of Object.entries(files)) {
    const header = Buffer.alloc(26)
    header.writeUInt16LE(20, 0)
    header.writeUInt32LE(content.length, 14)
    header.writeUInt32LE(content.length, 18)
    header.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), header, Buffer.from(name + content)])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), header, place, Buffer.from(name)]))
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(centrals)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(centrals.length, 4)
  end.writeUInt16LE(centrals.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06'), end])
}

t.test('the bodies of a capture may lie in files beside it, or with it in a .zip', async (t) => {
  const write = folderOf(t)
  write('body.json', '{"a":"é"}')
  write('answer.json', '{}')
  t.strictSame(await bodiesOf(write('a.har', har)), [['{"a":"é"}', false, '{}']])
  t.strictSame(await bodiesOf(write('a.zip', zipOf({ 'har.har': har, 'body.json': '{"b":1}', 'answer.json': '{"c":1}' }))), [['{"b":1}', false, '{"c":1}']])
  t.strictSame(await bodiesOf(write('b.zip', zipOf({ 'in/one.har': har, 'in/body.json': '{"b":1}' }))), [['{"b":1}', false, undefined]], 'in a folder of the archive too')
  t.strictSame(await bodiesOf(write('c.zip', zipOf({ 'ONE.HAR': har, '__MACOSX/._ONE.HAR': 'x', 'body.json': '{"b":1}' }))), [['{"b":1}', false, undefined]], 'whatever the case')
})

t.test('what macOS puts beside each file of an archive is no capture', async (t) => {
  t.strictSame(await bodiesOf(folderOf(t)('a.zip', zipOf({ 'one.har': har, '__MACOSX/._one.har': 'x' }))), [[undefined, true, undefined]])
})

t.test('an archive that is refused is closed', { skip: process.platform === 'linux' ? false : 'open files are only to be seen on Linux' }, async (t) => {
  const path = folderOf(t)('a.zip', zipOf({ 'a.txt': 'x' }))
  const isOpen = (): boolean => readdirSync('/proc/self/fd').some((descriptor) => {
    try {
      return readlinkSync(`/proc/self/fd/${descriptor}`) === path
    } catch {
      return false
    }
  })
  await t.rejects(bodiesOf(path))
  while (isOpen()) await setImmediate()
})

t.test('a capture that is packed is read as one that is not', async (t) => {
  const write = folderOf(t)
  write('body.json', '{}')
  for (const bytes of [Buffer.from(har), Buffer.from(`\uFEFF${har}`), gzipSync(har), deflateSync(har)]) t.strictSame(await bodiesOf(write('a.har', bytes)), [['{}', false, undefined]])
})

t.test('a file that an entry names is of its folder, or is not read', async (t) => {
  const write = folderOf(t)
  write('answer.json', '{}')
  for (const name of ['../etc/hostname', '/etc/hostname', '..', '.', '.hidden', 'none.json', '', 'a\\b']) t.strictSame(await bodiesOf(write('a.har', har.replace('body.json', JSON.stringify(name).slice(1, -1)))), [[undefined, true, '{}']], name)
  write('long.json', Buffer.alloc(8 * 1024 * 1024 + 1, 'x'))
  t.strictSame(await bodiesOf(write('a.har', har.replace('body.json', 'long.json'))), [[undefined, true, '{}']], 'too long')
  symlinkSync(write('elsewhere.json', '{}'), write('link.json', '').replace('link.json', 'to.json'))
  t.strictSame(await bodiesOf(write('a.har', har.replace('body.json', 'to.json'))), [[undefined, true, '{}']], 'a link')
})

t.test('a file beside a capture that may not be read ends no run', { skip: process.getuid?.() === 0 ? 'root may read everything' : false }, async (t) => {
  const write = folderOf(t)
  chmodSync(write('body.json', '{}'), 0)
  t.strictSame(await bodiesOf(write('a.har', har)), [[undefined, true, undefined]])
})

t.test('what cannot be opened is refused with its name and why', async (t) => {
  const write = folderOf(t)
  const refused = async (path: string, message: RegExp) => await t.rejects(bodiesOf(path), { name: 'Error', message }, String(message))
  await refused(join(write('a', ''), '..'), /cannot be read: It is a folder\. Name the \.har in it\.$/)
  await refused('/dev/null', /cannot be read: It is no file, and is read more than once\. Write what comes out of it to a file, and name that\.$/)
  for (const mark of ['\xff\xfe', '\xfe\xff']) await refused(write('u.har', Buffer.from(mark, 'latin1')), /u\.har cannot be read: It is UTF-16, .*\. Write it as UTF-8: /)
  await refused(write('x.har', 'x, no HAR'), /x\.har cannot be read: It is no JSON/)
  await refused(join(write('a', ''), '..', 'none.har'), /none\.har cannot be read: ENOENT/)
  await refused(write('a.gz', gzipSync(har).subarray(0, 40)), /a\.gz cannot be read: unexpected end of file/)
  await refused(write('a.zip', 'PK'), /a\.zip cannot be read/)
  await refused(write('b.zip', zipOf({ 'a.txt': 'x' })), /b\.zip cannot be read: The archive has 0 files that end in \.har/)
  await refused(write('c.zip', zipOf({ 'a.har': har, 'b.har': har })), /has 2 files that end in \.har/)
  await refused(write('d.har', ''), /d\.har cannot be read: It is no JSON/)
  await refused(write('e.har', '{"log":{"entries":{}}}'), /e\.har cannot be read: .*no log\.entries/)
})
