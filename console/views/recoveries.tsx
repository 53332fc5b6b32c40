import { patchAccount } from '../state/actions.ts'
import { isLive, words } from '../state/store.ts'
import type { Account } from '../state/wire.ts'

/** What helps an account out of what it got into. */
export function Recoveries ({ account: { id, blocked, pinErrors, devices } }: { account: Account }) {
  const { accounts: w } = words.value
  const recover = (patch: object, done: string) => () => { patchAccount(id, patch, done).catch(() => {}) }
  return (
    <div class='button-row'>
      <button type='button' class='button' disabled={!isLive.value || (blocked === 'NotBlocked' && pinErrors === 0)} onClick={recover({ blocked: 'NotBlocked', pinErrors: 0 }, w.unblock)}>{w.unblock}</button>
      <button type='button' class='button' disabled={!isLive.value || devices.length === 0} onClick={recover({ devices: [] }, w.removeAll)}>{w.removeAll}</button>
    </div>
  )
}
