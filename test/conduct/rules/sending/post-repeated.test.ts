import t from 'tap'
import { postRepeated } from '../../../../src/conduct/rules/sending/post-repeated.ts'
import { clientOf } from '../../../support/conduct.ts'

const post = { method: 'POST', url: '/pims.authentication.smscode', operation: 'set.smscode.modifyPhoneNumber', body: { smsCode: '014028' }, headers: { authorization: 'Bearer alice' } }

t.test('a POST that is sent again when no answer came is found; one that a server error answered is a middling one', async (t) => {
  const { ask, found } = clientOf(postRepeated)
  const [lost, again] = [ask({ ...post, httpStatus: null }), ask(post)]
  const [down, retried] = [ask({ ...post, url: '/other', httpStatus: 503 }), ask({ ...post, url: '/other', pause: 2000 })]
  t.strictSame(found(), [[lost.id, again.id], [down.id, retried.id, 'medium']])
})

t.test('not found is one with another body or bearer, one after five seconds, one after an answer, and a GET', async (t) => {
  const { ask, found } = clientOf(postRepeated)
  ask({ ...post, httpStatus: null })
  ask({ ...post, body: { smsCode: '014029' } })
  ask({ ...post, headers: { authorization: 'Bearer another' } })
  ask({ ...post, pause: 5000, httpStatus: 400 })
  ask(post)
  ask({ ...post, url: '/lost', httpStatus: null })
  ask({ ...post, url: '/lost', pause: 5000 })
  for (let count = 0; count < 2; count++) ask({ ...post, method: 'GET', httpStatus: null })
  t.strictSame(found(), [])
})
