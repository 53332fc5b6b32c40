import { useEffect, useState } from 'preact/hooks'
import { ACCOUNT_STATES, STATE_CODES } from '../../../src/words/account-states.ts'
import { Chips } from '../../parts/chips.tsx'
import { copy, CopyButton } from '../../parts/copy.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Meter } from '../../parts/meter.tsx'
import { deleteAccount, patchAccount, readPin } from '../../state/actions.ts'
import { writeRoute } from '../../state/page/route.ts'
import { format, said, words } from '../../state/page/language.ts'
import { isLive } from '../../state/server/link.ts'
import type { Account } from '../../state/world/wire.ts'
import { initials, showNumber } from '../../words/format.ts'
import { Cars } from './cars.tsx'
import { AccountActions } from './account-actions.tsx'

/** An account: what it is, and what it meets. */
export function AccountPanel ({ account }: { account: Account }) {
  const { id, login, brand, customerId } = account
  const { accounts: w } = words.value
  return (
    <article class='account'>
      <header class='account-head'>
        <span class='avatar large' aria-hidden='true'>{initials(id)}</span>
        <div><h1 translate={false}>{id}</h1><p class='muted'>{login} · {brand} · {customerId}</p></div>
      </header>
      <Facts account={account} />
      <Meets account={account} />
      <Devices account={account} />
      <Cars account={account} />
      <AccountActions account={account} />
      <div class='button-row'>
        <a class='button' href={writeRoute({ view: 'traffic', query: { q: id } })}>{w.its}</a>
        {account.trustedPhoneNumber !== null && <a class='button' href={writeRoute({ view: 'phones', id: account.trustedPhoneNumber })}>{w.phone}</a>}
        <span class='push' />
        <button type='button' class='button danger' disabled={!isLive.value} onClick={() => { deleteAccount(account).catch(() => {}) }}>{words.value.delete}</button>
      </div>
    </article>
  )
}

/** The PIN, hidden until somebody wants to see it. */
function Pin ({ account }: { account: Account }) {
  const { accounts: w } = words.value
  const [pin, setPin] = useState<string>()
  useEffect(() => setPin(undefined), [account]) // it may be another now
  const show = async () => setPin(pin === undefined ? await readPin(account.id) : undefined)
  const copyPin = async () => {
    const read = pin ?? await readPin(account.id)
    if (read !== undefined) await copy(read)
  }
  const label = pin === undefined ? w.show : w.hide
  return (
    <>
      <span class='pin'>{pin ?? <span aria-hidden='true'>••••</span>}</span>{' '}
      <button type='button' class='icon-button' title={label} aria-pressed={pin !== undefined} onClick={() => { show().catch(() => {}) }}><Icon name='eye' /><span class='hidden'>{label}</span></button>
      <button type='button' class='icon-button' title={w.copyPin} onClick={() => { copyPin().catch(() => {}) }}><Icon name='copy' /><span class='hidden'>{w.copyPin}</span></button>
    </>
  )
}

function Facts ({ account }: { account: Account }) {
  const { id, trustedPhoneNumber, hasPin, devices, pinErrors, enrollments, otpCount24h, limits } = account
  const { accounts: w } = words.value
  return (
    <section class='card padded'>
      <dl class='account-facts'>
        <div><dt>{w.number}</dt><dd>{trustedPhoneNumber === null ? w.noNumber : <>{showNumber(trustedPhoneNumber)} <CopyButton text={trustedPhoneNumber} label={`${words.value.copy} ${w.number}`} /></>}</dd></div>
        <div><dt>{w.pin}</dt><dd>{hasPin ? <Pin key={id} account={account} /> : w.notSet}</dd></div>
        <div><dt>{w.devices}</dt><dd>{devices.length === 0 ? w.noDevice : devices.map((device) => device.id).join(', ')}</dd></div>
        <div><dt>{w.token}</dt><dd><code>{id}</code> <CopyButton text={id} label={`${words.value.copy} ${w.token}`} /></dd></div>
      </dl>
      <div class='meters'>
        <Meter label={w.pinErrors} value={pinErrors} limit={limits.maxPinErrors} />
        <Meter label={w.enrolments} value={enrollments} limit={limits.maxEnrollments} />
        <Meter label={w.passwords} value={otpCount24h} limit={limits.otpDailyLimit} />
      </div>
    </section>
  )
}

function Meets ({ account }: { account: Account }) {
  const { accounts: w } = words.value
  return (
    <section class='card padded'>
      <h2>{w.meets}</h2>
      <p class='muted'>{w.meetsHint}</p>
      <Chips label={w.meets}>
        {STATE_CODES.map((code) => {
          const { on, off } = ACCOUNT_STATES[code]
          const met = account.meets.find((one) => one.code === code)
          const isMet = met !== undefined
          return (
            <button key={code} type='button' class={isMet ? 'chip met-by-state' : 'chip'} aria-pressed={isMet} title={met === undefined ? undefined : said(met.why)} disabled={!isLive.value || (code === 2312 && account.devices.length === 0)} onClick={() => { patchAccount(account.id, isMet ? off(account) : on(account)).catch(() => {}) }}>
              <b>{code}</b> {w.states[code]}
            </button>
          )
        })}
      </Chips>
    </section>
  )
}

function Devices ({ account: { id: account, devices } }: { account: Account }) {
  const { accounts: w } = words.value
  if (devices.length === 0) return null
  return (
    <section class='card padded'>
      <h2>{w.devices}</h2>
      <ul class='devices'>
        {devices.map((device) => (
          <li key={device.id}>
            <Icon name='phone' /><b>{device.id}</b><span class='muted'>{device.name} · {device.enabled ? w.enabled : w.disabled} · <time title={format.value.day(device.enrolledAt)}>{format.value.day(device.enrolledAt)}</time></span>
            <span class='push' />
            <button type='button' class='button' disabled={!isLive.value} onClick={() => { patchAccount(account, { devices: devices.map((one) => one.id === device.id ? { ...one, enabled: !one.enabled } : one) }).catch(() => {}) }}>{device.enabled ? w.disable : w.enable}</button>
            <button type='button' class='button' disabled={!isLive.value} onClick={() => { patchAccount(account, { devices: devices.filter(({ id }) => id !== device.id) }).catch(() => {}) }}>{w.remove}</button>
          </li>
        ))}
      </ul>
    </section>
  )
}
