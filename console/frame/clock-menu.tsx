import { Icon } from '../parts/icons.tsx'
import { Popover } from '../parts/popover.tsx'
import { changeClock, freezeOrRun } from '../state/actions.ts'
import { now } from '../state/clock.ts'
import { clock, format, isLive, loaded, words } from '../state/store.ts'

const STEPS = [['minute', 'PT1M'], ['five', 'PT5M'], ['hour', 'PT1H'], ['day', 'P1D']] as const
/** Milliseconds within which the clock of a sandbox is the machine's. */
const SAME = 2000

const isMoved = (): boolean => clock.value.frozen || Math.abs(clock.value.offset) > SAME

/** The time of the sandbox, and what moves it. */
export function ClockMenu () {
  const { clock: w } = words.value
  return (
    <Popover label={w.label} className={isMoved() ? 'moved' : ''} button={<><Icon name={clock.value.frozen ? 'snow' : 'clock'} /><Time /></>}>
      <p><b>{format.value.day(now.value)}</b><br /><span class='muted'>{offsetInWords()}</span></p>
      <div class='button-row'>
        {STEPS.map(([name, advance]) => <button key={name} type='button' class='button' disabled={!isLive.value} onClick={() => { changeClock({ advance }).catch(() => {}) }}>{w[name]}</button>)}
      </div>
      <div class='button-row'>
        <button type='button' class='button' disabled={!isLive.value} onClick={() => { freezeOrRun().catch(() => {}) }}>{clock.value.frozen ? w.run : w.freeze}</button>
        <button type='button' class='button' disabled={!isLive.value || !isMoved()} onClick={() => { backToMachine().catch(() => {}) }}>{w.machine}</button>
      </div>
    </Popover>
  )
}

const Time = () => <time class='clock-time'>{loaded.value ? format.value.time(now.value) : '--:--:--'}</time>

const backToMachine = (): Promise<void> => changeClock({ frozen: false, advance: -clock.value.offset })

function offsetInWords (): string {
  const { clock: w, duration } = words.value
  const { offset, frozen } = clock.value
  const where = Math.abs(offset) <= SAME ? w.same : offset > 0 ? w.ahead(duration(offset)) : w.behind(duration(-offset))
  return frozen ? `${where}, ${w.frozen}` : where
}
