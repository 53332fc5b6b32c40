import t from 'tap'
import { firstMet, MEETINGS } from '../../console/state/meets.ts'
import type { Account } from '../../console/state/wire.ts'
import { mergePatch } from '../../src/lib/merge-patch.ts'
import { account } from './support.ts'

t.test('each code can be brought about and ended, and nothing else with it', async (t) => {
  for (const { code, is, on, off } of MEETINGS) {
    t.notOk(is(account()), `${code} is not met at first`)
    const changed = mergePatch(account(), on(account())) as Account
    t.ok(is(changed), `${code} is met`)
    t.equal(firstMet(changed), code)
    t.equal(firstMet(mergePatch(changed, off(changed)) as Account), undefined, `${code} is over`)
  }
})

t.test('a blocked PIN is 2317, and versions are numbers', async (t) => {
  t.equal(firstMet(account({ blocked: 'PinBlocked' })), 2317)
  const { inwebo } = account()
  t.equal(firstMet(account({ inwebo: { ...inwebo, libraryVersion: '0.10.0', minLibraryVersion: '0.9.0' } })), undefined)
  t.equal(firstMet(account({ inwebo: { ...inwebo, libraryVersion: '0.9', minLibraryVersion: '0.9.1' } })), 2309)
})
