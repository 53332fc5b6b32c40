import { Icon } from '../parts/icons.tsx'
import { restoreAll, switchOff } from '../state/actions.ts'
import { words } from '../state/page/language.ts'
import { isLive, link } from '../state/server/link.ts'
import { faults } from '../state/world/store.ts'
import type { Fault } from '../state/world/wire.ts'
import { deedOf, placeOf, sentence } from '../words/sentence.ts'

/** Faults that have a chip of their own. */
const SHOWN = 4

/** Says whether anything is broken on purpose; always there, so that nothing moves when it turns. */
export function FaultBar () {
  if (link.value.is === 'lost') return <div class='fault-bar offline' role='alert'><Icon name='none' /><span>{words.value.lost}</span></div>
  if (link.value.is === 'refused') return <div class='fault-bar offline' role='alert'><Icon name='none' /><span><span lang='en'>{link.value.message}</span> {words.value.behindProxy}</span></div>
  const count = faults.value.length
  if (count === 0) {
    return (
      <div class='fault-bar'><span class='dot good' /><span>{words.value.fault.none} <span class='quiet'>{words.value.fault.normal}</span></span></div>
    )
  }
  return (
    <div class='fault-bar on'>
      <Icon name='bolt' solid /><b class='fault-count'>{words.value.fault.on(count)}</b>
      <div class='fault-chips'>
        {faults.value.slice(0, SHOWN).map((fault) => <Chip key={fault.id} fault={fault} />)}
        {count > SHOWN && <a class='fault-more' href='#/switches'>+{count - SHOWN}</a>}
      </div>
      <button type='button' class='restore' disabled={!isLive.value} onClick={() => { restoreAll().catch(() => {}) }}>{words.value.fault.restore}</button>
    </div>
  )
}

function Chip ({ fault }: { fault: Fault }) {
  return (
    <button type='button' class='fault-chip' disabled={!isLive.value} title={`${sentence(fault, words.value)} – ${words.value.fault.switchOff}`} onClick={() => { switchOff(fault.id).catch(() => {}) }}>
      <b>{deedOf(fault, words.value)}</b> {placeOf(fault, words.value)}{fault.hits > 0 && <span class='hits'> ×{fault.hits}</span>}
      <span class='hidden'> – {words.value.fault.switchOff}</span>
    </button>
  )
}
