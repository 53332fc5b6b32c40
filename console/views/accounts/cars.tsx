import { computed } from '@preact/signals'
import { CopyButton } from '../../parts/copy.tsx'
import { Icon } from '../../parts/icons.tsx'
import { useResource } from '../../parts/use-resource.ts'
import { accountPath, changeCar } from '../../state/actions.ts'
import { drivenBy, isLocked, rangeOf } from '../../state/derived/cars.ts'
import { now } from '../../state/derived/clock.ts'
import { format, words } from '../../state/page/language.ts'
import { get } from '../../state/server/api.ts'
import { isLive } from '../../state/server/link.ts'
import { carChanges, commands, server } from '../../state/world/store.ts'
import type { Account, Vehicle } from '../../state/world/wire.ts'

/** Kilometres of a drive. */
const DRIVE = 10
/** Milliseconds after which a charge is looked at again: time alone is no event. */
const MINUTE = 60_000
const minute = computed(() => Math.floor(now.value / MINUTE))

/** The cars of an account, and what can be done to them. */
export function Cars ({ account }: { account: Account }) {
  const found = useResource(() => get<{ vehicles: readonly Vehicle[] }>(`${accountPath(account.id)}/vehicles`), account, carChanges.value, server.value, minute.value)
  if (found === undefined || found.vehicles.length === 0) return null
  return (
    <section class='card padded'>
      <h2>{words.value.cars.title}</h2>
      <ul class='cars'>{found.vehicles.map((car) => <Car key={car.vin} account={account} car={car} />)}</ul>
    </section>
  )
}

function Car ({ account, car }: { account: Account, car: Vehicle }) {
  const { cars: w } = words.value
  const { vin, label, asleep, charging } = car
  const command = commands.value.get(vin)
  return (
    <li class='car'>
      <div class='car-head'>
        <Icon name='car' /><h3>{label}</h3><code class='meta'>{vin}</code><CopyButton text={vin} label={`${words.value.copy} VIN`} />
        <span class={isLocked(car) ? 'badge good' : 'badge'}>{isLocked(car) ? w.locked : w.unlocked}</span>
        <span class='badge'>{asleep ? w.asleep : w.awake}</span>
        {charging !== undefined && <span class='badge'>{w.charging[charging.status]}</span>}
      </div>
      <CarFacts car={car} />
      {command !== undefined && <p class='meta' role='status'>{w.command(w.services[command.service], w.steps[command.state])}{command.reason !== undefined && <>: <span lang='en'>{command.reason}</span></>}</p>}
      <CarActions account={account} car={car} />
    </li>
  )
}

function CarFacts ({ car: { battery, fuel, charging, odometer } }: { car: Vehicle }) {
  const { cars: w } = words.value
  const kilometres = (count: number) => `${format.value.number(count)} km`
  return (
    <dl class='account-facts'>
      {battery !== undefined && <div><dt>{w.battery}</dt><dd>{battery.level} % · {kilometres(battery.autonomy)}</dd></div>}
      {fuel !== undefined && <div><dt>{w.fuel}</dt><dd>{fuel.level} % · {kilometres(fuel.autonomy)}</dd></div>}
      {charging?.status === 'InProgress' && <div><dt>{w.rest}</dt><dd>{durationOf(charging.remainingTime)}</dd></div>}
      <div><dt>{w.odometer}</dt><dd>{kilometres(odometer)}</dd></div>
    </dl>
  )
}

/** `PT3H5M` as `3 h 5 min`. */
const durationOf = (iso: string): string => [...iso.matchAll(/(\d+)([HMS])/g)].map(([, count, unit]) => `${count} ${{ H: 'h', M: 'min', S: 's' }[unit ?? 'S'] ?? ''}`).join(' ')

function CarActions ({ account: { id }, car }: { account: Account, car: Vehicle }) {
  const { cars: w } = words.value
  const { asleep, battery, charging } = car
  const locked = isLocked(car)
  const charges = charging?.status === 'InProgress'
  const actions: ReadonlyArray<readonly [label: string, patch: () => object, isPossible?: boolean]> = [
    [locked ? w.unlock : w.lock, () => ({ doors: locked ? { state: ['Unlocked'] } : { state: ['Locked'], opened: [] } })],
    ...charging === undefined ? [] : [[charges ? w.stopCharge : w.charge, () => ({ charging: { plugged: true, status: charges ? 'Stopped' : 'InProgress' } }), charges || battery?.level !== 100] as const],
    [asleep ? w.wake : w.sleep, () => ({ asleep: !asleep })],
    [w.drive(DRIVE), () => drivenBy(car, DRIVE), rangeOf(car) > 0]
  ]
  return (
    <div class='button-row'>
      {actions.map(([label, patch, isPossible = true]) => <button key={label} type='button' class='button' disabled={!isLive.value || !isPossible} onClick={() => { changeCar(id, car.vin, patch(), `${car.label}, ${label}`).catch(() => {}) }}>{label}</button>)}
    </div>
  )
}
