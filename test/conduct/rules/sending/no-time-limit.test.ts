import t from 'tap'
import { noTimeLimit } from '../../../../src/conduct/rules/sending/no-time-limit.ts'
import { clientOf } from '../../../support/conduct.ts'

const hang = { fault: { effect: { transport: 'hang' }, delay: 0 }, httpStatus: null } as const

t.test('a client that a hang holds for more than a minute is found, also when it is held still', async (t) => {
  const { ask, found } = clientOf(noTimeLimit)
  const closed = ask({ ...hang, end: { how: 'closed', by: 'server', after: 61_000 } })
  const open = ask({ ...hang, end: null, pause: -100_000 })
  t.strictSame(found(), [[closed.id], [open.id]])
})

t.test('not found is one that ends it within a minute, and a slow answer', async (t) => {
  const { ask, found } = clientOf(noTimeLimit)
  ask({ ...hang, end: { how: 'closed', by: 'client', after: 60_000 } })
  ask({ fault: { effect: null, delay: 70_000 }, end: { how: 'answered', by: 'server', after: 70_000 } })
  t.strictSame(found(), [])
})
