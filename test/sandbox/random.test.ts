import t from 'tap'
import { Random } from '../../src/sandbox/random.ts'

t.test('the streams of chance are apart: ids and draws do not change the codes', async (t) => {
  const quiet = new Random(7)
  const busy = new Random(7)
  busy.hex(40)
  busy.draw()
  t.equal(busy.digits(30), quiet.digits(30))
  t.equal(busy.seed, 7)
  t.match(quiet.secretHex(32), /^[0-9a-f]{32}$/)
})

t.test('salt makes other key material of the same seed, and no other code or id', async (t) => {
  const [plain, one, two] = [new Random(7), new Random(7, 'one'), new Random(7, 'two')]
  const secrets = [plain, one, two].map((random) => random.secretHex(32))
  for (const secret of secrets) t.match(secret, /^[0-9a-f]{32}$/)
  t.equal(new Set(secrets).size, 3)
  t.equal(new Random(7, 'one').secretHex(32), secrets[1])
  t.not(one.secretHex(32), secrets[1], 'and it goes on')
  t.strictSame([two.digits(9), two.hex(9)], [plain.digits(9), plain.hex(9)])
})

t.test('chance goes on from where it was saved', async (t) => {
  const random = new Random(7)
  random.digits(3)
  random.hex(5)
  const saved = JSON.parse(JSON.stringify(random.save())) as ReturnType<Random['save']>
  const next = [random.digits(9), random.hex(9), random.draw()]

  const other = new Random()
  other.restore(saved)
  t.strictSame([other.digits(9), other.hex(9), other.draw()], next)
  t.notSame(new Random().digits(20), new Random().digits(20), 'without a seed it is drawn')
})

t.test('digits, hexadecimal digits and key material have the length that was asked for, leading zeros too, of all digits alike', async (t) => {
  const random = new Random(7)
  const draw = (from: (length: number) => string) => Array.from({ length: 300 }, (_, index) => from.call(random, index % 20))
  for (const [drawn, digits] of [[draw(random.digits), 10], [draw(random.hex), 16], [draw(random.secretHex), 16]] as const) {
    t.ok(drawn.every((text, index) => text.length === index % 20))
    t.equal(new Set(drawn.join('')).size, digits)
    t.ok(drawn.some((text) => text.length > 7 && text.startsWith('0')), 'first')
    t.ok(drawn.some((text) => text[7] === '0'), 'and after seven')
  }
  const secret = new Random(7, 'salt').secretHex(9)
  t.match(secret, /^[0-9a-f]{9}$/)
})

t.test('without salt key material is what is drawn from the stream of codes', async (t) => {
  const [plain, other] = [new Random(7), new Random()]
  other.restore({ ...plain.save(), ids: plain.save().codes })
  t.equal(plain.secretHex(32), other.hex(32))
})

t.test('draws are from 0 up to 1, all along', async (t) => {
  const random = new Random(7)
  const draws = Array.from({ length: 1000 }, () => random.draw())
  t.ok(draws.every((draw) => draw >= 0 && draw < 1))
  for (let tenth = 0; tenth < 10; tenth++) t.ok(draws.some((draw) => Math.floor(draw * 10) === tenth))
})

t.test('none of the three streams is another', async (t) => {
  const { codes, ids, draws, seed } = new Random(7).save()
  t.equal(new Set([codes, ids, draws].map((state) => JSON.stringify(state))).size, 3)
  t.equal(seed, 7)
})

t.test('a seed that is drawn is an integer below 2³², and the streams begin anew with another', async (t) => {
  const random = new Random()
  for (let count = 0; count < 50; count++) {
    random.reseed()
    t.ok(Number.isInteger(random.seed) && random.seed >= 0 && random.seed < 2 ** 32)
  }
  const state = random.save()
  random.digits(9)
  random.reseed(state.seed)
  t.strictSame(random.save(), state)
  random.reseed(7)
  t.notSame(random.save(), state)
})
