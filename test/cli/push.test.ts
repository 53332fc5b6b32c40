import t from 'tap'
import { run, serve } from './support.ts'

t.test('pushes are listed and answered from a shell', async (t) => {
  const PIMS_MOCK_URL = await serve(t)
  const push = async (...words: string[]) => await run(['push', ...words], { PIMS_MOCK_URL })
  const ask = async (query: string) => await (await fetch(`${PIMS_MOCK_URL}/FS?serviceId=1201&userId=alice&format=json&${query}`)).json() as { err: string, sessionId: string }
  t.match(await push('accept'), { code: 1, printed: 'pims-mock: No push waits for an answer. Add --wait 5 to wait for one.' })
  t.match(await push(), { code: 0, printed: '' })
  const { sessionId } = await ask('action=pushAuthenticate')
  t.match(await push('--account', 'alice'), { code: 0, printed: new RegExp(`^\\d{4}-\\S+Z {2}waiting {3}alice {2}device-1 {2}${sessionId}$`) })
  t.match(await push('acept'), { code: 2, printed: 'pims-mock: the answer "acept" is not known. Did you mean accept?' })
  t.match(await push('accept', '--account', 'alice'), { code: 0, printed: 'The push to alice on device-1 is accepted.' })
  t.match(await ask(`action=checkPushResult&sessionId=${sessionId}`), { err: 'OK' })
  const done = new AbortController()
  const later = push('refuse', '--wait', '30').finally(() => { done.abort() })
  while (!done.signal.aborted) await ask('action=pushAuthenticate')
  t.match(await later, { code: 0, printed: 'The push to alice on device-1 is refused.' })
})
