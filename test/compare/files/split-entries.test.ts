import t from 'tap'
import { MAX_PIECE_BYTES, splitEntries } from '../../../src/compare/files/split-entries.ts'

/** The pieces of a text that comes in chunks of a size. */
async function split (text: string, size = text.length) {
  const bytes = Buffer.from(text)
  async function * chunks () {
    for (let index = 0; index < bytes.length; index += size) yield bytes.subarray(index, index + size)
  }
  const pieces = []
  for await (const piece of splitEntries(chunks())) pieces.push(piece)
  return pieces
}

t.test('a HAR is cut into its entries and the rest, wherever its chunks end', async (t) => {
  const entries = [{ a: '],{"[é\\', b: [[{ log: { entries: [1] } }]] }, null, 3, 'x,y', [], { '"': {} }]
  const har = { entries: [0], log: { pages: [{ entries: [{ log: 1 }] }], entries, comment: 'entries', _x: [['entries'], 1] }, x: { entries: [1] } }
  const expected = [...entries.map((entry) => ({ entry })), { rest: { ...har, log: { ...har.log, entries: [] } } }]
  for (const text of [JSON.stringify(har), JSON.stringify(har, null, 2), `\uFEFF${JSON.stringify(har)}\n`]) {
    for (const size of [1, 2, 7, 64, text.length]) t.strictSame(await split(text, size), expected, `${size}`)
  }
  t.strictSame(await split('{"log":{"entries":[ ]}}'), [{ rest: { log: { entries: [] } } }])
})

t.test('an entry that is no JSON ends nothing, nor does one that is too long', async (t) => {
  t.strictSame(await split('{"log":{"entries":[{"a":1},{"a":tru},{"b":"\\u12"},{"c":1}]}}'), [{ entry: { a: 1 } }, { unreadable: 'no JSON' }, { unreadable: 'no JSON' }, { entry: { c: 1 } }, { rest: { log: { entries: [] } } }])
  const long = `{"log":{"entries":["${'x'.repeat(MAX_PIECE_BYTES)}",{"b":1}]}}`
  t.strictSame(await split(long, 1 << 16), [{ unreadable: 'too long' }, { entry: { b: 1 } }, { rest: { log: { entries: [] } } }])
})

t.test('of a file that was not written to its end the whole entries are read', async (t) => {
  t.strictSame(await split('{"log":{"entries":[{"a":1},{"b":'), [{ entry: { a: 1 } }, { unreadable: 'no JSON' }, { isCutOff: true }])
  t.strictSame(await split('{"log":{"entries":[{"a":1}'), [{ entry: { a: 1 } }, { isCutOff: true }])
})

t.test('what is no HAR is refused', async (t) => {
  for (const text of ['no', '', '"x"', '{"log":']) await t.rejects(split(text), { message: 'It is no JSON. Export it as HAR.' }, text)
  for (const text of ['{}', '[1]', '[{}]', '{"log":{"entries":{}}}', '{"entries":[]}', '[[[{}]]]']) await t.rejects(split(text), { message: /no log\.entries/ }, text)
  await t.rejects(split(`{"x":"${'x'.repeat(MAX_PIECE_BYTES)}"}`), { message: /bytes of it are no entries/ })
})
