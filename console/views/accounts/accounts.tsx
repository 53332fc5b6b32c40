import { signal } from '@preact/signals'
import { useState } from 'preact/hooks'
import { Dialog } from '../../parts/dialog.tsx'
import { Choice, Field } from '../../parts/fields.tsx'
import { Icon } from '../../parts/icons.tsx'
import { idOf, Rows } from '../../parts/lists/rows.tsx'
import { SearchField } from '../../parts/search-field.tsx'
import { makeAccount } from '../../state/actions.ts'
import { writeRoute } from '../../state/page/route.ts'
import { words } from '../../state/page/language.ts'
import { narrowTo, route } from '../../state/page/location.ts'
import { isLive } from '../../state/server/link.ts'
import { accounts, loaded } from '../../state/world/store.ts'
import type { Account } from '../../state/world/wire.ts'
import { initials, showNumber } from '../../words/format.ts'
import { AccountPanel } from './account-panel.tsx'

const making = signal(false)

/** The accounts, and the state of one. */
export function Accounts () {
  const { accounts: w } = words.value
  const { id, query } = route.value
  const filter = (query.q ?? '').toLowerCase()
  const shown = filter === '' ? accounts.value : accounts.value.filter((account) => `${account.id} ${account.trustedPhoneNumber ?? ''} ${showNumber(account.trustedPhoneNumber ?? '')} ${account.meets[0]?.code ?? ''}`.toLowerCase().includes(filter))
  const account = accounts.value.find((one) => one.id === id)
  return (
    <>
      {account === undefined && <h1 class='hidden'>{words.value.views.accounts}</h1>}
      <nav class={id === undefined ? 'side scroller alone' : 'side scroller'} aria-label={w.list}>
        <div class='tools'><SearchField label={words.value.sandbox.filter} value={query.q ?? ''} change={(q) => narrowTo(writeRoute({ view: 'accounts', id, query: { q } }))} /></div>
        <Rows items={shown} keyOf={idOf} height={52} label={w.list} row={(one) => <div key={one.id} role='listitem'><Item account={one} isCurrent={one.id === id} /></div>} />
        <button type='button' class='button wide' disabled={!isLive.value} onClick={() => { making.value = true }}><Icon name='plus' />{w.make}</button>
      </nav>
      <div class='middle scroller'>
        {account !== undefined ? <AccountPanel account={account} /> : <p class='empty'>{id !== undefined && loaded.value ? w.missing : w.pick}</p>}
      </div>
      {making.value && <Make />}
    </>
  )
}

function Item ({ account, isCurrent }: { account: Account, isCurrent: boolean }) {
  const { id, trustedPhoneNumber } = account
  const code = account.meets[0]?.code
  return (
    <a class='side-item' href={writeRoute({ view: 'accounts', id, query: route.value.query })} aria-current={isCurrent ? 'true' : undefined} data-row data-id={id}>
      <span class='avatar' aria-hidden='true'>{initials(id)}</span><b translate={false}>{id}</b>
      {code !== undefined && <span class='badge bad side-end'>{code}</span>}
      <span class='meta'>{trustedPhoneNumber === null ? words.value.accounts.noNumber : showNumber(trustedPhoneNumber)}</span>
    </a>
  )
}

function Make () {
  const { accounts: w } = words.value
  const [id, setId] = useState('')
  const [like, setLike] = useState('alice')
  const close = () => { making.value = false }
  const make = async () => {
    if (!await makeAccount(id, like)) return
    close()
    location.hash = writeRoute({ view: 'accounts', id })
  }
  return (
    <Dialog title={w.makeTitle} close={close}>
      <form onSubmit={(event) => { event.preventDefault(); make().catch(() => {}) }}>
        <div class='fields'>
          <Field label={w.id} value={id} change={setId} />
          <Choice label={w.like} value={like} options={accounts.value.slice(0, 100).map((account) => [account.id, account.id] as const)} change={setLike} />
        </div>
        <div class='dialog-end'><button type='button' class='button' onClick={close}>{words.value.close}</button><button type='submit' class='button primary' disabled={id === ''}>{w.create}</button></div>
      </form>
    </Dialog>
  )
}
