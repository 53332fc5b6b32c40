import { copied } from '../../parts/copy.tsx'
import { Icon } from '../../parts/icons.tsx'
import { copyNewest, newest } from '../../parts/newest-code.ts'
import { now } from '../../state/derived/clock.ts'
import { leftAt, lifetimeOf } from '../../state/derived/messages.ts'
import { words } from '../../state/page/language.ts'
import { groupCode, showLeft, showNumber } from '../../words/format.ts'

/** Milliseconds from which on a code is about to end. */
const SOON = 60_000

/** The newest code that works, to be read and copied at a glance. */
export function CodeCard () {
  const message = newest()
  const { phones: w, purpose } = words.value
  if (message === undefined) return <div class='code-card none'><p>{w.waiting}</p></div>
  const lifetime = lifetimeOf(message)
  const left = leftAt(message, now.value)
  const isCopied = copied.value === message.code
  return (
    <button type='button' class={left < SOON ? 'code-card soon' : 'code-card'} onClick={() => { copyNewest().catch(() => {}) }}>
      <span class='code-label'>{w.latest}</span>
      <span class='code-whose'><b>{showNumber(message.to)}</b> · {message.account} · {purpose[message.purpose]}</span>
      <span class='code-digits'><span aria-hidden='true'>{groupCode(message.code)}</span><span class='hidden'>{[...message.code].join(' ')}</span></span>
      <span class='button primary code-copy'><Icon name={isCopied ? 'check' : 'copy'} /><span class='code-copy-text'>{isCopied ? words.value.copied : words.value.copy}</span><kbd aria-hidden='true'>C</kbd></span>
      <span class='track'><span style={{ width: `${lifetime === 0 ? 0 : left / lifetime * 100}%` }} /></span>
      <span class='code-left'>{w.left(showLeft(left))}</span>
    </button>
  )
}
