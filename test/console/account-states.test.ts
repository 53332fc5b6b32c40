import t from 'tap'
import type { Account } from '../../console/state/world/wire.ts'
import { ACCOUNT_STATES, STATE_CODES } from '../../src/words/account-states.ts'
import { start } from '../support/start.ts'

t.test('each code can be brought about and ended, and nothing else with it', async (t) => {
  const { admin } = await start(t)
  const meets = (body: unknown) => (body as Account).meets.map(({ code }) => code)
  for (const code of STATE_CODES) {
    const { on, off } = ACCOUNT_STATES[code]
    const before = (await admin('GET', 'accounts/alice')).body as unknown as Account
    t.strictSame(meets(before), [], `${code} is not met at first`)
    const changed = (await admin('PATCH', 'accounts/alice', on(before))).body as unknown as Account
    t.ok(meets(changed).includes(code), `${code} is met`)
    t.strictSame(meets((await admin('PATCH', 'accounts/alice', off(changed))).body), [], `${code} is over`)
  }
})
