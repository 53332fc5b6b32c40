import { useState } from 'preact/hooks'
import { Icon } from '../parts/icons.tsx'
import { Popover } from '../parts/popover.tsx'
import { changeClock, freezeOrRun } from '../state/actions.ts'
import { now } from '../state/derived/clock.ts'
import { format, words } from '../state/page/language.ts'
import { isLive } from '../state/server/link.ts'
import { clock, loaded } from '../state/world/store.ts'

const STEPS = [['back', '-PT1H'], ['minute', 'PT1M'], ['five', 'PT5M'], ['hour', 'PT1H'], ['day', 'P1D']] as const
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
      <SetTime />
      <div class='button-row'>
        <button type='button' class='button' disabled={!isLive.value} onClick={() => { freezeOrRun().catch(() => {}) }}>{clock.value.frozen ? w.run : w.freeze}</button>
        <button type='button' class='button' disabled={!isLive.value || !isMoved()} onClick={() => { backToMachine().catch(() => {}) }}>{w.machine}</button>
      </div>
    </Popover>
  )
}

/** Milliseconds of a minute. */
const MINUTE = 60_000

/** A time as a field for one holds it: that of the zone of the browser, to the second. */
const toField = (time: number): string => new Date(time - new Date(time).getTimezoneOffset() * MINUTE).toISOString().slice(0, 19)

/** Sets the clock to a time. */
function SetTime () {
  const { clock: w } = words.value
  const [at, setAt] = useState(() => toField(now.peek()))
  const set = (event: Event) => {
    event.preventDefault()
    changeClock({ now: new Date(at).toISOString() }).catch(() => {})
  }
  return (
    <form class='inline-form' onSubmit={set}>
      <input class='field' type='datetime-local' step={1} min='0001-01-01T00:00' max='9999-12-30T00:00' aria-label={w.at} required value={at} onInput={({ currentTarget }) => setAt(currentTarget.value)} />
      <button type='submit' class='button' disabled={!isLive.value}>{w.set}</button>
    </form>
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
