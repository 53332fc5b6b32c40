import t from 'tap'
import { started } from '../library/support.ts'

t.test('a push is answered in place of its user, also before it is sent', async (t) => {
  const box = (await started(t)).sandbox()
  const ask = async (query: string) => await (await fetch(`${box.url}/FS?serviceId=1201&userId=alice&format=json&${query}`)).json() as { err: string, sessionId: string }
  const answered = box.answerPush('accept', { account: 'alice' })
  const { sessionId } = await ask('action=pushAuthenticate')
  t.match(await answered, { sessionId, account: 'alice', device: 'device-1', state: 'accepted' })
  t.match(await ask(`action=checkPushResult&sessionId=${sessionId}`), { err: 'OK' })

  const other = await ask('action=pushAuthenticate')
  t.match(await box.pushes({ state: 'waiting' }), [{ sessionId: other.sessionId }])
  t.match(await box.answerPush('refuse', other.sessionId), { state: 'refused' })
  t.match(await ask(`action=checkPushResult&sessionId=${other.sessionId}`), { err: 'NOK:REFUSED' })
  await t.rejects(box.answerPush('refuse', other.sessionId), { status: 409, message: /is refused already/ })
  await t.rejects(box.answerPush('accept', { timeout: 0 }), { status: 404, message: /No push waits/ })
})
