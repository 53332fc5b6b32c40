import { accountPath, patchAccount, recover } from '../../state/actions.ts'
import { pending } from '../../state/derived/pending.ts'
import { words } from '../../state/page/language.ts'
import { isLive } from '../../state/server/link.ts'
import type { Account } from '../../state/world/wire.ts'

/** What helps an account out of what it got into. */
export function AccountActions ({ account: { id, blocked, pinErrors, devices, fixture } }: { account: Account }) {
  const { accounts: w } = words.value
  const code = pending.value.find(({ account }) => account === id)
  const ways: ReadonlyArray<readonly [string, string | undefined, () => Promise<void>]> = [
    [w.unblock, blocked === 'NotBlocked' && pinErrors === 0 ? w.needless.unblock : undefined, () => patchAccount(id, { blocked: 'NotBlocked', pinErrors: 0 }, w.unblock)],
    [w.removeAll, devices.length === 0 ? w.needless.removeAll : undefined, () => recover(w.removeAll, 'DELETE', `${accountPath(id)}/devices`)],
    [w.expire, code === undefined ? w.needless.expire : undefined, () => recover(w.expire, 'PATCH', `sms/${encodeURIComponent(code?.id ?? '')}`, { state: 'expired' })],
    [w.fixture, { changed: undefined, same: w.needless.fixture, none: w.needless.own }[fixture], () => recover(w.fixture, 'POST', `${accountPath(id)}/reset`)]
  ]
  return (
    <div class='button-row'>
      {ways.map(([label, needless, act]) => <button key={label} type='button' class='button' title={needless} disabled={!isLive.value || needless !== undefined} onClick={() => { act().catch(() => {}) }}>{label}</button>)}
    </div>
  )
}
