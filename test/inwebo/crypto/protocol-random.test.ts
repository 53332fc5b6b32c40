import t from 'tap'
import { protocolRandom } from '../../../src/inwebo/crypto/protocol-random.ts'
import { inweboWorld } from '../../support/inwebo.ts'

/** What each value looks like (docs/reference/device-protocol.md#2-keys-and-identifiers). */
const FORMS = {
  id: /^[1-9]\d{8}$/,
  msId: /^[1-9]\d{5}$/,
  defi: /^[1-9]\d{8}$/,
  K0: /^[0-9a-f]{32}$/,
  K1: /^[0-9a-f]{32}$/,
  dK1: /^[0-9a-f]{32}$/,
  challenge: /^[0-9a-f]{32}$/,
  J: /^[0-9a-f]{32}$/,
  secret: /^[0-9a-f]{32}$/
} as const

for (const [name, form] of Object.entries(FORMS) as Array<[keyof typeof FORMS, RegExp]>) {
  t.test(`${name} looks like ${String(form)} and is another each time`, async (t) => {
    const random = protocolRandom(inweboWorld().sandbox)
    const values = Array.from({ length: 200 }, () => random[name]())
    for (const value of values) t.match(value, form)
    t.ok(new Set(values).size > 190)
  })
}

t.test('the first digit takes every value', async (t) => {
  const random = protocolRandom(inweboWorld().sandbox)
  t.strictSame([...new Set(Array.from({ length: 200 }, () => random.id().charAt(0)))].sort(), [...'123456789'])
})

t.test('a challenge changes no code that follows, a key does', async (t) => {
  const [one, two] = [inweboWorld().sandbox, inweboWorld().sandbox]
  protocolRandom(one).challenge()
  protocolRandom(one).J()
  t.equal(one.random.digits(6), two.random.digits(6))
  protocolRandom(one).K0()
  t.not(one.random.digits(6), two.random.digits(6))
})
