import { CopyButton, Snippet } from '../../parts/copy.tsx'
import { Section } from '../../parts/section.tsx'
import { useResource } from '../../parts/use-resource.ts'
import { ask, get, sandboxUrl } from '../../state/server/api.ts'
import { format, words } from '../../state/page/language.ts'
import { contract, documented, entries, met, server } from '../../state/world/store.ts'
import type { Budget } from '../../state/world/wire.ts'
import { AddressChoice, OnAPhone, origin } from './on-a-phone.tsx'

/** How an app gets here, and what came of it. */
export const Setup = () => (
  <div class='middle scroller setup'>
    <h1 class='hidden'>{words.value.views.setup}</h1>
    <Sdk />
    <OnAPhone />
    <Cost />
    <Coverage />
    <Server />
  </div>
)

function Sdk () {
  const { setup: w } = words.value
  const config = useResource(() => get<Record<string, unknown>>(`sdk-config?origin=${encodeURIComponent(origin.value)}`), origin.value)
  return (
    <Section title={w.sdk}>
      <p class='muted'>{w.sdkHint}</p>
      <AddressChoice />
      {config !== undefined && <Snippet label={w.sdk} text={JSON.stringify(config, null, 2)} />}
    </Section>
  )
}

function Cost () {
  const { setup: w } = words.value
  const budget = useResource(() => get<Budget>('budget'), entries.value[0]?.id)
  const spent = budget?.accounts.filter((account) => Object.values(account.spent).some((count) => count > 0)) ?? []
  return (
    <Section title={w.budget}>
      <p class='muted'>{w.budgetHint}</p>
      {spent.length === 0
        ? <p>{w.noCost}</p>
        : (
          <table class='costs'>
            <thead><tr><th scope='col'>{words.value.request.account}</th><th scope='col'>{w.sms}</th><th scope='col'>{w.enrolments}</th><th scope='col'>{w.otps}</th><th scope='col'>{w.wrongPins}</th></tr></thead>
            <tbody>
              {spent.map(({ account, spent: { sms, enrolments, otps, wrongPins }, locks }) => (
                <tr key={account}><th scope='row'>{account}{locks.map(({ what, why }) => <p key={what} class='wrong' lang='en'>{why}</p>)}</th><td>{sms}</td><td>{enrolments} / {budget?.limits.enrolments}</td><td>{otps} / {budget?.limits.otpsPerDay}</td><td>{wrongPins} / {budget?.limits.wrongPins}</td></tr>
              ))}
            </tbody>
          </table>
          )}
    </Section>
  )
}

function Coverage () {
  const { setup: w } = words.value
  const markdown = useResource(async () => await (await ask('coverage?format=markdown')).text(), met.value.size)
  return (
    <Section title={w.coverage}>
      <p>{w.covered(met.value.size, documented.value)}</p>
      <div class='track'><div style={{ width: `${documented.value === 0 ? 0 : met.value.size / documented.value * 100}%` }} /></div>
      {markdown !== undefined && <p class='copy-line'><span class='muted'>{w.asMarkdown}</span><CopyButton text={markdown} label={w.asMarkdown} /></p>}
    </Section>
  )
}

function Server () {
  const { setup: w } = words.value
  const { version = '', startedAt, settings = {} } = server.value ?? {}
  return (
    <Section title={w.server}>
      <dl class='facts'>
        <div><dt>{w.address}</dt><dd><code>{sandboxUrl}</code></dd></div>
        <div><dt>{w.version}</dt><dd>{version}</dd></div>
        <div><dt>{w.sdkVersion}</dt><dd>{contract.value.sdkVersion}</dd></div>
        {startedAt !== undefined && <div><dt>{w.since}</dt><dd>{format.value.day(startedAt)}, {format.value.time(startedAt)}</dd></div>}
      </dl>
      <details>
        <summary>{w.settings}</summary>
        <dl class='facts settings'>{Object.entries(settings).map(([name, value]) => <div key={name}><dt><code>{name}</code></dt><dd><code>{String(value)}</code></dd></div>)}</dl>
      </details>
      <p><a href='../docs'>{w.reference}</a> · <a href='../docs/openapi.json'>{w.openapi}</a></p>
    </Section>
  )
}
