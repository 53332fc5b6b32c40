import { useEffect, useState } from 'preact/hooks'
import { outcomeOf } from '../../../src/words/outcomes.ts'
import { Answer } from '../../parts/answer.tsx'
import { CopyButton, Snippet } from '../../parts/copy.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Said } from '../../parts/said.tsx'
import { switchOff } from '../../state/actions.ts'
import { get, sandboxUrl } from '../../state/server/api.ts'
import { operationsOf } from '../../state/derived/codes.ts'
import { meantBy } from '../../state/derived/requests.ts'
import { writeRoute } from '../../state/page/route.ts'
import { format, words } from '../../state/page/language.ts'
import { isLive } from '../../state/server/link.ts'
import { contract, entries, faults, sms } from '../../state/world/store.ts'
import type { Change, Entry, Exchanged } from '../../state/world/wire.ts'
import { curlOfExchange, curlOfRequest } from '../../words/curl.ts'
import { groupCode, showNumber } from '../../words/format.ts'
import { sentence } from '../../words/sentence.ts'
import { formFor } from '../rules/rule-form.tsx'
import { Asked } from './entry-row.tsx'

/** A request whole: why it was answered so, what it changed, and what went over the wire. */
export function RequestPanel ({ id, close }: { id: string, close: () => void }) {
  const { request: w } = words.value
  const known = entries.value.find((entry) => entry.id === id)
  const [asked, setAsked] = useState<Entry | null>()
  useEffect(() => { get<Entry>(`requests/${encodeURIComponent(id)}`).then(setAsked, () => setAsked(null)) }, [id])
  const entry = asked ?? known
  return (
    <aside class='request' aria-label={w.title} data-walks>
      <div class='request-head'>
        <h2>{entry === undefined ? id : <Asked entry={entry} />}</h2>
        {entry !== undefined && <Answer entry={entry} />}
        <button type='button' class='icon-button' title={words.value.close} onClick={close}><Icon name='close' /><span class='hidden'>{words.value.close}</span></button>
      </div>
      {entry === undefined ? asked === null && <p class='empty'>{w.missing}</p> : <Whole entry={entry} />}
    </aside>
  )
}

const Whole = ({ entry }: { entry: Entry }) => (
  <>
    <Why entry={entry} />
    <Facts entry={entry} />
    <Changes changes={entry.changes} />
    <Exchange entry={entry} />
    <Curl entry={entry} />
    <div class='button-row'>
      {entry.operation !== null && <button type='button' class='button' disabled={!isLive.value} onClick={() => formFor(likeThis(entry))}><Icon name='bolt' />{words.value.request.rule}</button>}
      <span class='push' /><span class='muted'>{words.value.request.link}</span>
      <CopyButton text={new URL(writeRoute({ view: 'traffic', id: entry.id }), location.href).href} label={words.value.request.link} />
    </div>
  </>
)

/** A rule that would hit a request like this one. */
const likeThis = ({ operation, account, code }: Entry) =>
  ({ match: { ...operation !== null && { operation }, ...account !== null && { account } }, ...typeof code === 'number' && { effect: { error: code } } })

function Why ({ entry }: { entry: Entry }) {
  const { request: w } = words.value
  const outcome = outcomeOf(entry)
  const { reason, fault, violations, operation, code } = entry
  const label = operationsOf(contract.value).find(({ id }) => id === operation)?.errors.find((error) => error.code === code)?.label.trim()
  const said = reason ?? label
  return (
    <>
      {fault !== null && <ByFault id={fault.rule} />}
      {outcome === 'unrouted' && <div class='why bad'><Icon name='none' /><div><h3>{w.why}</h3><p>{w.nowhere}</p>{reason !== null && <p class='meant' lang='en'>{meantBy(entry)}</p>}</div></div>}
      {outcome === 'failed' && said !== undefined && <div class='why bad'><Icon name='none' /><div><h3>{w.why}</h3><p><Said text={said} /></p></div></div>}
      {violations.length > 0 && <div class='why'><Icon name='none' /><div><p>{w.violations(violations.join(', '))}</p></div></div>}
    </>
  )
}

function ByFault ({ id }: { id: string | null }) {
  const { request: w, rule: r } = words.value
  const rule = faults.value.find((fault) => fault.id === id)
  return (
    <div class='why fault'>
      <Icon name='bolt' solid />
      <div>
        <h3>{w.why}</h3>
        {id === null ? <p>{w.ownFault}</p> : <p>{w.byFault(rule === undefined ? `${id} (${w.gone})` : sentence(rule, words.value))}{rule !== undefined && ` · ${r.hit(rule.hits)}`}</p>}
        {rule !== undefined && <button type='button' class='button' disabled={!isLive.value} onClick={() => { switchOff(rule.id).catch(() => {}) }}>{words.value.fault.switchOff}</button>}
      </div>
    </div>
  )
}

function Facts ({ entry: { at, duration, account, device, phoneNumber, face, id, userAgent, sms: sent } }: { entry: Entry }) {
  const { request: w } = words.value
  const message = sent === null ? undefined : sms.value.find((one) => one.id === sent)
  const facts: ReadonlyArray<readonly [string, string | null]> = [[w.account, account], [w.device, device], [w.number, phoneNumber], [w.face, face]]
  return (
    <dl class='facts'>
      <div><dt>{w.time}</dt><dd title={format.value.day(at)}>{format.value.time(at)} · {format.value.number(duration)} ms</dd></div>
      {facts.map(([name, value]) => value !== null && (
        <div key={name}><dt>{name}</dt><dd><a href={writeRoute({ view: 'traffic', query: { q: value } })} title={w.filterBy(value)}>{name === w.number ? showNumber(value) : value}</a></dd></div>
      ))}
      {message !== undefined && <div><dt>SMS</dt><dd><a href={writeRoute({ view: 'phones', id: message.to })}>{groupCode(message.code)}</a> · {showNumber(message.to)}</dd></div>}
      {userAgent !== null && <div><dt>{w.client}</dt><dd>{userAgent}</dd></div>}
      <div><dt>{w.id}</dt><dd><code>{id}</code> <CopyButton text={id} /></dd></div>
    </dl>
  )
}

function Changes ({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return null
  return (
    <section>
      <h3>{words.value.request.changed}</h3>
      <dl class='facts changes'>
        {changes.map(({ account, field, from, to }) => <div key={`${account} ${field}`}><dt>{account} {field}</dt><dd><del>{asText(from)}</del> → <ins>{asText(to)}</ins></dd></div>)}
      </dl>
    </section>
  )
}

const asText = (value: unknown): string => typeof value === 'string' ? showNumber(value) : JSON.stringify(value) ?? '–'

function Exchange ({ entry: { request, answer, parameters, answered, httpStatus } }: { entry: Entry }) {
  const { request: w } = words.value
  const status = httpStatus === null ? words.value.traffic.noAnswer : `HTTP ${httpStatus}`
  return (
    <>
      {request === undefined || request === null
        ? parameters !== null && <section><h3>{w.parameters}</h3><Snippet label={w.parameters} text={JSON.stringify(parameters, null, 2)} /></section>
        : <Side title={w.request} first={`${request.method ?? ''} ${request.path ?? ''}`} said={request} />}
      {answer === undefined || answer === null
        ? <section><h3>{w.answer(status)}</h3>{!answered && <p class='muted'>{w.noByte}</p>}</section>
        : <Side title={w.answer(status)} said={answer} />}
    </>
  )
}

/** What one side sent: a request's first line and body at a glance, the headers behind a word. */
function Side ({ title, first, said: { headers, body } }: { title: string, first?: string, said: Exchanged }) {
  const names = Object.keys(headers)
  const text = [...first === undefined ? [] : [first], ...body === null || body === '' ? [] : [bodyText(body)]].join('\n\n')
  return (
    <section>
      <h3>{title}</h3>
      {text !== '' && <Snippet label={title} text={text} />}
      {names.length > 0 && (
        <details>
          <summary>{words.value.request.headers(names.length)}</summary>
          <Snippet label={words.value.request.headers(names.length)} text={names.map((name) => `${name}: ${String(headers[name])}`).join('\n')} />
        </details>
      )}
    </section>
  )
}

/** JSON in lines, anything else as it is. */
function bodyText (body: unknown): string {
  if (typeof body !== 'string') return JSON.stringify(body, null, 2) ?? ''
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}

function Curl ({ entry }: { entry: Entry }) {
  const address = entry.face === 'pims' && entry.channel === 'http' ? operationsOf(contract.value).find(({ id }) => id === entry.operation) : undefined
  const line = address !== undefined ? curlOfRequest(sandboxUrl, entry, address) : entry.request === undefined || entry.request === null ? undefined : curlOfExchange(sandboxUrl, entry.request)
  return line === undefined ? null : <section><h3>{words.value.request.curl}</h3><Snippet label={words.value.request.curl} text={line} /></section>
}
