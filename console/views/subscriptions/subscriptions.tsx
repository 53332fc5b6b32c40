import { OperationName } from '../../parts/answer.tsx'
import { Snippet } from '../../parts/copy.tsx'
import { Icon } from '../../parts/icons.tsx'
import { useResource } from '../../parts/use-resource.ts'
import { endSubscription } from '../../state/actions.ts'
import { format, words } from '../../state/page/language.ts'
import { get, sandboxUrl } from '../../state/server/api.ts'
import { isLive } from '../../state/server/link.ts'
import { server, subscriptionChanges } from '../../state/world/store.ts'
import type { Subscription } from '../../state/world/wire.ts'
import { curlOfRequest } from '../../words/curl.ts'
import { formFor, PublishForm } from './publish-form.tsx'

/** Who is subscribed to what, and what they are sent. */
export function Subscriptions () {
  const { subscriptions: w, views } = words.value
  const all = useResource(() => get<{ subscriptions: readonly Subscription[] }>('subscriptions'), subscriptionChanges.value, server.value)?.subscriptions
  return (
    <div class='middle scroller subscriptions'>
      <h1 class='hidden'>{views.subscriptions}</h1>
      <div class='list-head'>
        <h2>{w.heading} <span class='muted'>{all?.length ?? ''}</span></h2>
        <button type='button' class='button' disabled={!isLive.value} onClick={() => formFor({ ...all?.[0] !== undefined && { operation: all[0].operation } })}><Icon name='send' />{w.publish}</button>
      </div>
      {all?.length === 0 && <Empty />}
      {all !== undefined && all.length > 0 && <ul class='card'>{all.map((one) => <Item key={one.id} subscription={one} />)}</ul>}
      <PublishForm />
    </div>
  )
}

/** A subscription to begin with, and whose it is. */
const SIGNAL = { verb: 'subscribe', api: 'pims.vehicle.signal' } as const
const AS_ALICE = { account: 'alice', device: 'device-1', parameters: null }

function Empty () {
  const { subscriptions: w } = words.value
  return (
    <div class='card empty'>
      <p>{w.empty}</p>
      <Snippet label='curl' text={curlOfRequest(sandboxUrl, AS_ALICE, SIGNAL)} />
      <p><a href='#/setup'>{words.value.phones.how}</a></p>
    </div>
  )
}

function Item ({ subscription: { id, operation, account, device, since, results, parameters } }: { subscription: Subscription }) {
  const { subscriptions: w } = words.value
  const asked = Object.entries(parameters).map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`).join(' ')
  return (
    <li class='subscription' data-row data-id={id}>
      <span class='subscription-what'>
        <OperationName id={operation} />
        <span class='meta'>{account ?? w.nobody} · {device} · {w.since} <time title={format.value.day(since)}>{format.value.time(since)}</time>{asked !== '' && <> · <code>{asked}</code></>}</span>
      </span>
      <span class={results > 0 ? 'badge good' : 'badge'}>{w.results(results)}</span>
      <span class='button-row'>
        <button type='button' class='button' data-stop disabled={!isLive.value} onClick={() => formFor({ operation, device, ...account !== null && { account } })}>{w.send}</button>
        <button type='button' class='button' disabled={!isLive.value} onClick={() => { endSubscription(id).catch(() => {}) }}>{w.end}</button>
      </span>
    </li>
  )
}
