import { Icon } from '../../parts/icons.tsx'
import { ruleOf, switchOff } from '../../state/actions.ts'
import { nameOf } from '../../state/derived/codes.ts'
import { words } from '../../state/page/language.ts'
import { isLive } from '../../state/server/link.ts'
import { faults } from '../../state/world/store.ts'
import type { Fault } from '../../state/world/wire.ts'
import { conditionsOf, deedOf, placeOf } from '../../words/sentence.ts'
import { formFor } from '../rules/rule-form.tsx'

/** The rules that are on, newest first. */
export const WhatIsOn = () => (
  <section class='card padded on-card'>
    <h2>{words.value.switches.on}</h2>
    {faults.value.length === 0 ? <p class='muted'>{words.value.switches.nothing}</p> : <ul class='rules'>{faults.value.map((fault) => <Rule key={fault.id} fault={fault} />)}</ul>}
    <button type='button' class='button wide' disabled={!isLive.value} onClick={() => formFor({})}><Icon name='plus' />{words.value.switches.add}</button>
  </section>
)

function Rule ({ fault }: { fault: Fault }) {
  const { rule: r, switches: w, fault: f } = words.value
  const name = `${deedOf(fault, words.value)} ${placeOf(fault, words.value)}`
  const { hits, remaining } = fault
  const left = remaining === null ? [] : [remaining === 0 ? r.spent : r.left(remaining)]
  const by = faults.value.find(({ id }) => id === fault.shadowedBy)
  const hidden = by === undefined ? [] : [r.hiddenBy(`${deedOf(by, words.value)} ${placeOf(by, words.value)}`)]
  return (
    <li class={by === undefined ? 'rule' : 'rule hidden-by'} title={fault.targets.map(nameOf).join(', ')}>
      <span><b>{deedOf(fault, words.value)}</b> {placeOf(fault, words.value)}</span>
      <span class='meta'>{[r.hit(hits), ...conditionsOf(fault, words.value), ...left, ...hidden].join(' · ')}</span>
      <span class='rule-end'>
        <button type='button' class='icon-button' title={w.edit(name)} disabled={!isLive.value} onClick={() => formFor(ruleOf(fault), true)}><Icon name='edit' /><span class='hidden'>{w.edit(name)}</span></button>
        <button type='button' class='icon-button' title={f.off(name)} disabled={!isLive.value} onClick={() => { switchOff(fault.id).catch(() => {}) }}><Icon name='close' /><span class='hidden'>{f.off(name)}</span></button>
      </span>
    </li>
  )
}
