import t from 'tap'
import { goesOnAfterBlock } from '../../../../src/conduct/rules/answers/goes-on-after-block.ts'
import { clientOf } from '../../../support/conduct.ts'

const blocked = { face: 'inwebo', operation: 'inwebo.otp', device: 'phone', status: 'FAILED', code: 'NOK:NOK_BLOCKED' } as const

t.test('a client that asks again at once after a block is found, one that a person has ask again is a low one', async (t) => {
  const { ask, found } = clientOf(goesOnAfterBlock)
  const [first, second, third] = [ask(blocked), ask({ ...blocked, pause: 4 }), ask({ ...blocked, pause: 10_000 })]
  t.strictSame(found(), [[first.id, second.id], [second.id, third.id, 'low']])
})

t.test('it is found in PIMS as well, whatever device asks', async (t) => {
  const { ask, found } = clientOf(goesOnAfterBlock)
  for (const device of ['one', 'other']) ask({ operation: 'get.otp.withPIN', device, status: 'FAILED', code: 2310 })
  t.equal(found().length, 1)
})

t.test('not found is one that stops, that asks for another account or from another device, that was under way already, and that succeeds', async (t) => {
  const { ask, found } = clientOf(goesOnAfterBlock)
  ask(blocked)
  ask({ ...blocked, account: 'bob' })
  ask({ ...blocked, device: 'another', duration: 50 })
  ask({ ...blocked, device: 'another', pause: -40 })
  ask({ ...blocked, device: 'third' })
  ask({ face: 'inwebo', operation: 'inwebo.otp', device: 'third' })
  ask({ operation: 'get.otp.withPIN', status: 'FAILED', code: 2308 })
  ask({ operation: 'get.otp.withPIN', status: 'FAILED', code: 2308 })
  t.strictSame(found(), [])
})
