import { computed } from '@preact/signals'
import { Boundary } from '../../parts/boundary.tsx'
import { copied, copy, Snippet } from '../../parts/copy.tsx'
import { Icon } from '../../parts/icons.tsx'
import { paused } from '../../parts/lists/pause.tsx'
import { Older } from '../../parts/lists/older.tsx'
import { idOf, Rows } from '../../parts/lists/rows.tsx'
import { clearSms, sendCode } from '../../state/actions.ts'
import { get, sandboxUrl } from '../../state/server/api.ts'
import { now } from '../../state/derived/clock.ts'
import { leftAt, phonesOf } from '../../state/derived/messages.ts'
import { olderOf } from '../../state/server/older-pages.ts'
import { pending, stateNow } from '../../state/derived/pending.ts'
import { writeRoute } from '../../state/page/route.ts'
import { format, words } from '../../state/page/language.ts'
import { route } from '../../state/page/location.ts'
import { isLive } from '../../state/server/link.ts'
import { accounts, isCut, loaded, sms } from '../../state/world/store.ts'
import type { Sms } from '../../state/world/wire.ts'
import { groupCode, initials, showLeft, showNumber } from '../../words/format.ts'
import { CodeCard } from './code-card.tsx'
import { Pushes } from './pushes.tsx'

/** Numbers in the list beside the messages; older ones are found by their messages. */
const LISTED = 60

const phones = computed(() => phonesOf(sms.value, pending.value))
const chosen = computed(() => route.value.view === 'phones' ? route.value.id : undefined)
const ofChosen = (all: readonly Sms[]) => chosen.value === undefined ? all : all.filter(({ to }) => to === chosen.value)
const older = olderOf<Sms>({
  known: () => sms.value,
  isCut: () => isCut.value.sms,
  ask: async (page) => (await get<{ messages: Sms[] }>(`sms?${page}${chosen.peek() === undefined ? '' : `&to=${encodeURIComponent(chosen.peek() ?? '')}`}`)).messages
})
chosen.subscribe(older.forget)
const messages = computed(() => ofChosen(older.all()))
const isLate = ({ dueAt }: Sms): boolean => dueAt !== undefined
const late = computed(() => messages.value.filter(isLate))
const arrived = computed(() => late.value.length === 0 ? messages.value : messages.value.filter((message) => !isLate(message)))
const sentAtOf = ({ sentAt }: Sms): string => sentAt

/** The phones: the newest code large, and every message. */
export const Phones = () => (
  <>
    <nav class='side' aria-label={words.value.phones.list}>
      <a class='side-item' href='#/phones' aria-current={chosen.value === undefined ? 'true' : undefined}>
        <span class='avatar'><Icon name='phone' /></span><b>{words.value.phones.all}</b><span class='meta'>{words.value.phones.messages(sms.value.length)}</span>
      </a>
      {phones.value.slice(0, LISTED).map((phone) => (
        <a key={phone.number} class='side-item' href={writeRoute({ view: 'phones', id: phone.number })} aria-current={chosen.value === phone.number ? 'true' : undefined}>
          <span class='avatar' aria-hidden='true'>{initials(phone.account)}{phone.pending && <span class='dot good' />}</span>
          <b>{showNumber(phone.number)}</b><time class='meta side-end'>{format.value.minute(phone.at)}</time>
          <span class='meta'>{phone.account}{phone.pending && <span class='hidden'>, {words.value.phones.works}</span>}</span>
        </a>
      ))}
    </nav>
    <div class='middle scroller'>
      <h1 class='hidden'>{words.value.views.phones}</h1>
      <CodeCard />
      <Pushes account={phones.value.find(({ number }) => number === chosen.value)?.account} />
      <Messages />
    </div>
  </>
)

function Messages () {
  const { phones: w } = words.value
  return (
    <section class='messages'>
      <div class='list-head'>
        <h2>{w.heading} <span class='muted'>{messages.value.length}</span></h2>
        {sms.value.length > 0 && <button type='button' class='quiet-button' disabled={!isLive.value} onClick={() => { clearSms().catch(() => {}) }}>{words.value.clear}</button>}
      </div>
      {messages.value.length === 0 && loaded.value && <Empty />}
      {late.value.length > 0 && <Rows items={late.value} keyOf={idOf} height={57} label={w.late} row={drawMessage} />}
      {arrived.value.length > 0 && <Rows items={arrived.value} keyOf={idOf} height={57} label={w.heading} paused={paused.value} atOf={sentAtOf} row={drawMessage} />}
      <Older list={older} />
    </section>
  )
}

const drawMessage = (message: Sms) => <Boundary key={message.id} raw={message}><Message message={message} /></Boundary>

/** Who a first code is sent to: the account that the documentation speaks of, else the first that has a number. */
const reachable = computed(() => {
  const withNumber = accounts.value.filter(({ trustedPhoneNumber }) => trustedPhoneNumber !== null)
  return withNumber.find(({ id }) => id === 'alice') ?? withNumber[0]
})

function Empty () {
  const { phones: w } = words.value
  const account = reachable.value
  return (
    <div class='card empty'>
      <p>{w.empty}</p>
      {account !== undefined && (
        <>
          <p><button type='button' class='button primary' disabled={!isLive.value} onClick={() => { sendCode(account).catch(() => {}) }}><Icon name='phone' />{w.send(account.id)}</button></p>
          <p>{w.inShell}</p>
          <Snippet label='curl' text={`curl '${sandboxUrl}/pims.authentication.smscode?type=phoneNumberCertification&phoneNumber=${encodeURIComponent(account.trustedPhoneNumber ?? '')}' \\\n  -H 'Authorization: Bearer ${account.id}'`} />
        </>
      )}
      <p><a href='#/setup'>{w.how}</a></p>
    </div>
  )
}

function Message ({ message }: { message: Sms }) {
  const { code, account, to, purpose, sentAt, text } = message
  const isCopied = copied.value === code
  return (
    <div class='message' role='listitem' data-row data-id={message.id} onClick={({ target, currentTarget }) => { if (matchMedia('(max-width: 640px)').matches && !(target as Element).closest('a, button') && getComputedStyle(currentTarget).cursor === 'pointer') copyOf(message) }}>
      <span class={`message-code ${stateNow(message) === 'pending' ? 'works' : ''}`}><span aria-hidden='true'>{groupCode(code)}</span><span class='hidden'>{[...code].join(' ')}</span></span>
      <span class='message-what'>
        <span class='message-purpose'>{words.value.purpose[purpose]}</span>
        <span class='meta'>{chosen.value === undefined ? <>{account}<span class='number-part'> · <a class='number' href={writeRoute({ view: 'phones', id: to })} tabIndex={-1}>{showNumber(to)}</a></span></> : <span lang='en'>{text}</span>}</span>
      </span>
      <State message={message} />
      <time class='meta' title={format.value.day(sentAt)}>{format.value.time(sentAt)}</time>
      <button type='button' class='icon-button' data-stop title={words.value.copy} onClick={() => copyOf(message)}>
        <Icon name={isCopied ? 'check' : 'copy'} /><span class='hidden'>{isCopied ? words.value.copied : words.value.copy} {[...code].join(' ')}</span>
      </button>
    </div>
  )
}

function copyOf ({ code }: Sms): void {
  copy(code, words.value.copiedCode(groupCode(code))).catch(() => {})
}

function State ({ message }: { message: Sms }) {
  const { phones: w } = words.value
  if (message.dueAt !== undefined) return <span class='state late'>{w.onItsWay(showLeft(Date.parse(message.dueAt) - now.value))}</span>
  if (message.lost === true) return <span class='state void'>{w.lost}</span>
  const state = stateNow(message)
  if (state === 'pending') return <span class='state pending'><span class='dot' />{w.left(showLeft(leftAt(message, now.value)))}</span>
  return <span class={`state ${state}`}>{state === 'used' && <Icon name='check' />}{w[state]}</span>
}
