import t from 'tap'
import { sameCorrelationId } from '../../../../src/conduct/rules/sending/same-correlation-id.ts'
import { clientOf } from '../../../support/conduct.ts'

const sent = (id: string, body: object, header = 'x-correlation-id') => ({ method: 'POST', url: '/pims.vehicle.horn', operation: 'set.horn', headers: { [header]: id }, body })

t.test('two different requests under one id are found, by either header', async (t) => {
  for (const header of ['x-correlation-id', 'x-transaction-id']) {
    const { ask, found } = clientOf(sameCorrelationId)
    const [first, second] = [ask(sent('1234', { count: 1 }, header)), ask(sent('1234', { count: 2 }, header))]
    t.strictSame(found(), [[first.id, second.id]], header)
  }
})

t.test('not found is the same request again, an id for the steps of one journey, and an id for each', async (t) => {
  const { ask, found } = clientOf(sameCorrelationId)
  ask(sent('1234', { count: 1 }))
  ask(sent('1234', { count: 1 }))
  ask({ ...sent('1234', { count: 2 }), url: '/pims.vehicle.lights', operation: 'set.lights' })
  ask(sent('1235', { count: 3 }))
  t.strictSame(found(), [])
})
