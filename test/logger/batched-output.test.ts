import { once } from 'node:events'
import { Writable } from 'node:stream'
import t from 'tap'
import { BatchedOutput } from '../../src/logger/batched-output.ts'

const MEGABYTE = 1024 * 1024

/** A stream that keeps what it is given, in the pieces it came in, and says when the first came; it takes the next one when it is told to. */
function reader () {
  const pieces: string[] = []
  const { promise: written, resolve: tell } = Promise.withResolvers<void>()
  let go: (() => void) | undefined
  let isReading = true
  const stream = new Writable({
    decodeStrings: false,
    write (chunk, _encoding, done) {
      pieces.push(String(chunk))
      tell()
      if (isReading) done()
      else go = () => done()
    }
  })
  return { stream, pieces, written, stall: () => { isReading = false }, read: () => { isReading = true; go?.() } }
}

t.test('lines go out together, a moment later', async (t) => {
  const { stream, pieces, written } = reader()
  const output = new BatchedOutput(stream)
  output.write('one\n')
  output.write('two\n')
  t.strictSame(pieces, [], 'not at once')
  await written
  t.strictSame(pieces, ['one\ntwo\n'])
})

t.test('the end writes what is left', async (t) => {
  const { stream, pieces } = reader()
  const output = new BatchedOutput(stream)
  output.write('last\n')
  await output.end()
  t.strictSame(pieces.join(''), 'last\n')
})

t.test('what nobody reads is dropped beyond a megabyte; when somebody does, the log says how many lines are missing', async (t) => {
  const { stream, pieces, stall, read } = reader()
  const dropped: number[] = []
  const output = new BatchedOutput(stream, { resumed: (count) => dropped.push(count) })
  stall()
  const line = 'x'.repeat(1023) + '\n'
  for (let index = 0; index < 1500; index++) output.write(line)
  t.ok(stream.writableLength <= MEGABYTE + 1024, `${stream.writableLength} characters wait`)
  t.strictSame(dropped, [], 'still nobody reads')
  const drained = once(stream, 'drain')
  read()
  await drained
  output.write('again\n')
  await output.end()
  const written = pieces.join('').split('\n').length - 2
  t.strictSame(dropped, [1500 - written])
  t.match(pieces.at(-1), /again\n$/)
})

t.test('the end does not wait for somebody who does not read', async (t) => {
  const { stream, stall } = reader()
  const output = new BatchedOutput(stream)
  stall()
  output.write('first\n')
  await t.resolves(output.end())
})

t.test('lines keep their order and their letters, also those longer than a batch', async (t) => {
  const { stream, pieces } = reader()
  const output = new BatchedOutput(stream)
  const wide = Array.from({ length: 50 }, () => '€'.repeat(1000) + '\n') // three bytes each: a batch is full long before so many characters
  const lines = ['short\n', 'é€😀'.repeat(20_000) + '\n', 'ü\n', ...wide, ...Array.from({ length: 3000 }, (_, index) => `line ${index} é€😀\n`)]
  for (const line of lines) output.write(line)
  await output.end()
  t.equal(pieces.join(''), lines.join(''))
  t.ok(pieces.length < 12, 'in few pieces')
})

t.test('a stream that fails is reported once and left alone', async (t) => {
  const failures: Error[] = []
  const stream = new Writable({ write: (_chunk, _encoding, done) => done(new Error('disk full')) })
  const output = new BatchedOutput(stream, { failed: (error) => failures.push(error) })
  output.write('lost\n')
  await output.end()
  output.write('lost as well\n')
  await output.end()
  t.strictSame(failures.map(({ message }) => message), ['disk full'])
})
