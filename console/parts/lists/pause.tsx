import { signal } from '@preact/signals'
import { words } from '../../state/page/language.ts'
import { Icon } from '../icons.tsx'

/** Whether live lists stand still because somebody said so. */
export const paused = signal(false)

/** Stops the live lists, and lets them go on. */
export function Pause () {
  const label = paused.value ? words.value.resume : words.value.pause
  return (
    <button type='button' class='icon-button' aria-pressed={paused.value} title={`${label} (P)`} onClick={() => { paused.value = !paused.value }}>
      <Icon name={paused.value ? 'play' : 'pause'} /><span class='hidden'>{words.value.pause}</span>
    </button>
  )
}
