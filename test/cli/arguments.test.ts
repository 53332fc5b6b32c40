import t from 'tap'
import { atLeastOne, another, chosen, count, duration, given } from '../../src/cli/arguments.ts'
import { eventsOf } from '../../src/cli/verbs/tail.ts'

t.test('a duration as people write it', async (t) => {
  for (const [text, milliseconds] of [['90s', 90_000], ['+5m', 300_000], ['-1h', -3_600_000], ['1h30m', 5_400_000], ['2d', 172_800_000], ['1d1h1m1s', 90_061_000]] as const) t.equal(duration(text), milliseconds, text)
  for (const text of ['', '+', '5', '5 m', 'm', '1m1h', 'freez']) t.throws(() => duration(text), { message: /is not a duration\. Write 90s, 5m/ }, text)
})

t.test('a word that is not known names the nearest', async (t) => {
  t.equal(chosen('the shell', ['bash', 'zsh'], 'zsh'), 'zsh')
  t.throws(() => chosen('the shell', ['bash', 'zsh'], 'bsh'), { message: 'the shell "bsh" is not known. Did you mean bash?' })
  t.throws(() => chosen('the shell', ['bash', 'zsh'], 'powershell'), { message: 'the shell "powershell" is not known. There are bash, zsh.' })
})

t.test('events come whole, however their bytes are cut', async (t) => {
  const text = ': connected\n\nid: 1\nevent: sms\ndata: {"code":"é1"}\n\n: still here\n\nevent: reset\ndata: {}\n\nevent: cut'
  const bytes = new TextEncoder().encode(text)
  for (const size of [1, 2, 7, 1000]) {
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.slice(index * size, (index + 1) * size))
    const events = []
    for await (const event of eventsOf(ReadableStream.from(chunks) as ReadableStream<Uint8Array>)) events.push(event)
    t.strictSame(events, [{ type: 'sms', data: { code: 'é1' } }, { type: 'reset', data: {} }], `${size} bytes at a time`)
  }
})

t.test('numbers are digits, options may be given again, and those left out are not sent', async (t) => {
  t.equal(count('12'), 12)
  for (const text of ['', 'abc', '-1', '1.5', '1e3', '9'.repeat(10)]) t.throws(() => count(text), { message: /is not a number/ }, text)
  t.strictSame([count('0'), atLeastOne('1')], [0, 1])
  t.throws(() => atLeastOne('0'), { message: '"0" is too few. Write 1 or more.' }, 'no run takes no time')
  t.strictSame(another('b', another('a')), ['a', 'b'])
  t.strictSame(given({ account: 'alice', times: undefined, skip: 0 }), { account: 'alice', skip: 0 })
})
