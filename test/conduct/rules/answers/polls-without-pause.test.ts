import t from 'tap'
import { pollsWithoutPause } from '../../../../src/conduct/rules/answers/polls-without-pause.ts'
import { clientOf } from '../../../support/conduct.ts'

const poll = { url: '/pims.authentication.account?type=x', operation: 'get.account' } as const

t.test('the fifth of the same question in a row is found, and each after it', async (t) => {
  const { ask, found } = clientOf(pollsWithoutPause)
  const ids = Array.from({ length: 6 }, () => ask({ ...poll, pause: 999 }).id)
  t.strictSame(found(), [ids.slice(0, 5), ids.slice(1)])
})

t.test('not found are four, five with a pause among them, five questions, five answers, five accounts, and POSTs', async (t) => {
  const { ask, found } = clientOf(pollsWithoutPause)
  for (let count = 0; count < 5; count++) {
    ask({ ...poll, pause: count === 3 ? 1000 : 10 })
    ask({ ...poll, url: `/pims.authentication.account?type=${count}` })
    ask({ ...poll, url: '/other', status: 'FAILED', code: 2300 + count })
    ask({ ...poll, url: '/accounts', account: `account-${count}` })
    ask({ ...poll, url: '/posts', method: 'POST' })
  }
  t.strictSame(found(), [])
})
