import t from 'tap'
import { carApp } from '../../../support/car-app.ts'

const asked = { resetSteps: 'false', stepsStatus: 'all' }

t.test('the first step that is to do; none is null; steps of another device are 2346', async (t) => {
  const { get, on, prepare } = await carApp(t)
  const { stepsID } = (await get('pims.subscription.steps', asked)).result as { stepsID: string }
  t.strictSame((await get('pims.subscription.step', { stepsID })).result, { mediumCarKey: { name: 'mediumCarKey', status: 'todo', order: 3 } })
  await prepare()
  t.equal((await get('pims.subscription.step', { stepsID })).result, null)
  for (const [app, id] of [[on('alice', 'tablet'), stepsID], [on('bob', 'device-1'), stepsID], [{ get }, 'nonsense']] as const) {
    t.match(await app.get('pims.subscription.step', { stepsID: id }), { error: { code: 2346 } })
  }
  t.match(await get('pims.subscription.step'), { error: { code: 2101, label: /stepsID/ } })
})
