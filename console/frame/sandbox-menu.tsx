import { signal } from '@preact/signals'
import { useState } from 'preact/hooks'
import { CopyButton } from '../parts/copy.tsx'
import { Icon } from '../parts/icons.tsx'
import { Popover } from '../parts/popover.tsx'
import { resetSandbox } from '../state/actions.ts'
import { get } from '../state/server/api.ts'
import { attempt } from '../state/page/notice.ts'
import { format, words } from '../state/page/language.ts'
import { route, sandbox } from '../state/page/location.ts'
import { isLive } from '../state/server/link.ts'
import type { Sandbox } from '../state/world/wire.ts'

const known = signal<readonly Sandbox[]>([])

async function ask (): Promise<void> {
  const found = await attempt(() => get<{ sandboxes: Sandbox[] }>('sandboxes'))
  known.value = found?.sandboxes ?? known.value
}

/** The page of a sandbox, at the view that is shown. */
function pageOf (id: string): string {
  const root = new URL(sandbox === 'default' ? '../' : '../../../', location.href.replace(/[?#].*/, ''))
  if (sandbox === 'default' && location.pathname.includes('/sandbox/')) root.pathname = root.pathname.replace(/sandbox\/[^/]+\/$/, '')
  return new URL(`sandbox/${id}/console/${location.hash}`, root).href
}

/** Which world this is, and the others. */
export function SandboxMenu () {
  const { sandbox: w } = words.value
  return (
    <Popover label={`${w.label}: ${sandbox}`} button={<><Icon name='box' /><span class='sandbox-name' translate={false}>{sandbox}</span></>} opened={() => { ask().catch(() => {}) }}>
      <Others />
      <Make />
      <div class='button-row'>
        <button type='button' class='button' disabled={!isLive.value} onClick={() => { resetSandbox().catch(() => {}) }}>{w.reset}</button>
        <span class='push' /><span class='muted'>{w.link}</span><CopyButton text={pageOf(sandbox)} label={w.link} />
      </div>
    </Popover>
  )
}

function Others () {
  const { sandbox: w } = words.value
  const [filter, setFilter] = useState('')
  return (
    <>
      {known.value.length > 5 && <input class='field' type='search' aria-label={w.filter} placeholder={w.filter} value={filter} onInput={({ currentTarget }) => setFilter(currentTarget.value)} />}
      <ul class='menu-list' data-at={route.value.view}>
        {known.value.filter(({ id }) => id.includes(filter)).slice(0, 50).map(({ id, accounts, faults, now }) => (
          <li key={id}>
            <a href={pageOf(id)} aria-current={id === sandbox ? 'true' : undefined}><b translate={false}>{id}</b><span class='muted'>{w.accounts(accounts)} · {w.faults(faults)} · {format.value.minute(now)}</span></a>
          </li>
        ))}
      </ul>
    </>
  )
}

function Make () {
  const { sandbox: w } = words.value
  const [id, setId] = useState('')
  const go = (event: Event) => {
    event.preventDefault()
    location.href = pageOf(id)
  }
  return (
    <form class='inline-form' onSubmit={go}>
      <input class='field' aria-label={w.name} placeholder={w.make} value={id} required pattern='[A-Za-z0-9._\-]{1,64}' title={w.badName} onInput={({ currentTarget }) => setId(currentTarget.value)} />
      <button type='submit' class='button'>{w.go}</button>
    </form>
  )
}
