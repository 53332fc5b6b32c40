import { signal } from '@preact/signals'
import { Snippet } from '../parts/copy.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Choice, Field, Part } from '../parts/fields.tsx'
import { Segments } from '../parts/segments.tsx'
import { ApiError, hasToken, sandboxUrl, send } from '../state/api.ts'
import { codesOf } from '../state/derive.ts'
import { type Draft, draftOf, effectsIn, KINDS, OTPS, ruleOfDraft, SMS_FATES, TRANSPORTS, WAITS } from '../state/draft.ts'
import { accounts, contract, words } from '../state/store.ts'
import type { RuleInput } from '../state/wire.ts'
import { curlOfRule } from '../words/curl.ts'
import { sentence } from '../words/sentence.ts'

const draft = signal<Draft | undefined>(undefined)
const refusal = signal('')

/** Opens the form with a rule to begin with, or to change. */
export function formFor (rule: RuleInput, isEdit = false): void {
  const { id, ...rest } = rule
  refusal.value = ''
  draft.value = draftOf(isEdit ? rule : rest)
}

function change (fields: Partial<Draft>): void {
  if (draft.value !== undefined) draft.value = { ...draft.value, ...fields }
}

const close = (): void => { draft.value = undefined }

async function submit (rule: RuleInput): Promise<void> {
  try {
    await (rule.id === undefined ? send('POST', 'faults', rule) : send('PUT', `faults/${encodeURIComponent(rule.id)}`, rule))
    close()
  } catch (error) {
    refusal.value = error instanceof ApiError ? error.message : words.value.lost
  }
}

/** Adds a rule or changes one: what happens, to whom, and when. */
export function RuleForm () {
  const shown = draft.value
  if (shown === undefined) return null
  const { form: w } = words.value
  const rule = ruleOfDraft(shown)
  return (
    <Dialog title={shown.id === undefined ? w.title : `${w.editTitle} ${shown.id}`} close={close}>
      <form onSubmit={(event) => { event.preventDefault(); submit(rule).catch(() => {}) }}>
        <What draft={shown} />
        <Where draft={shown} />
        <When draft={shown} />
        <p class='sentence'>{sentence({ match: {}, effect: null, ...rule }, words.value)}</p>
        <Snippet label='curl' text={curlOfRule(sandboxUrl, rule, hasToken())} />
        {refusal.value !== '' && <p class='wrong' role='alert' lang='en'>{refusal.value}</p>}
        <div class='dialog-end'>
          <button type='button' class='button' onClick={close}>{words.value.close}</button>
          <button type='submit' class='button fault'>{w.submit}</button>
        </div>
      </form>
    </Dialog>
  )
}

function What ({ draft }: { draft: Draft }) {
  const { form: w } = words.value
  return (
    <Part title={w.what}>
      <Segments label={w.what} options={KINDS.map((kind) => [kind, w.kinds[kind]] as const)} value={draft.kind} choose={(kind) => change({ kind })} />
      <div class='fields'><Effect draft={draft} /></div>
    </Part>
  )
}

function Effect ({ draft }: { draft: Draft }) {
  const { form: w } = words.value
  switch (draft.kind) {
    case 'error': return (
      <>
        <Choice label={w.code} lang='en' value={draft.code} options={codesFor(draft)} change={(code) => change({ code })} />
        {draft.code.startsWith('210') && <Field label={w.parameter} value={draft.parameter} change={(parameter) => change({ parameter })} placeholder='phoneNumber' />}
        {draft.code === '2344' && <Field label={w.component} value={draft.component} change={(component) => change({ component })} placeholder='StrongAuthentication' />}
      </>
    )
    case 'transport': return <Choice label={w.kinds.transport} value={draft.transport} options={TRANSPORTS.map((name) => [name, `${name} – ${w.transports[name]}`])} change={(transport) => change({ transport })} />
    case 'http': return <><Field label={w.status} type='number' value={draft.status} change={(status) => change({ status })} /><Field label={w.body} value={draft.body} change={(body) => change({ body })} /></>
    case 'sms': return (
      <>
        <Choice label={w.kinds.sms} value={draft.sms} options={SMS_FATES.map((name) => [name, w.sms[name]])} change={(sms) => change({ sms })} />
        {draft.sms === 'delay' && <Field label={w.smsDelay} type='number' value={draft.smsDelay} change={(smsDelay) => change({ smsDelay })} />}
      </>
    )
    case 'otp': return <Choice label={w.kinds.otp} lang='en' value={draft.otp} options={OTPS.map((name) => [name, name])} change={(otp) => change({ otp })} />
    case 'list': return <><Field label={w.list} value={draft.list} placeholder='[{"error":2310},{"transport":"reset"}]' change={(list) => change({ list })} />{draft.list !== '' && effectsIn(draft.list).length === 0 && <p class='wrong'>{w.badList}</p>}</>
    case 'late': return null
  }
}

/** The codes that the operation of a draft documents; all when forced. */
function codesFor ({ operation, force, code }: Draft): ReadonlyArray<readonly [string, string]> {
  const documented = contract.value.targets.find(({ id }) => id === operation)?.codes
  const offered = codesOf(contract.value).filter((row) => force || documented === undefined || documented.includes(row.code) || String(row.code) === code)
  return offered.map((row) => [String(row.code), `${row.code} – ${row.label}`])
}

function Where ({ draft }: { draft: Draft }) {
  const { form: w, any } = words.value
  const operations = contract.value.targets.filter(({ sendsSms }) => draft.kind !== 'sms' || sendsSms).map(({ id }) => id)
  const offered = operations.includes(draft.operation) || draft.operation === '' ? operations : [draft.operation, ...operations]
  const faces = ['pims', 'inwebo', 'cvs', 'oauth']
  return (
    <Part title={w.where}>
      <div class='fields two'>
        <Choice label={w.operation} lang='en' value={draft.operation} options={[['', w.anyOperation], ...offered.map((id) => [id, id] as const)]} change={(operation) => change({ operation })} />
        <Choice label={w.face} value={draft.face} options={[['', any], ...faces.map((face) => [face, face] as const)]} change={(face) => change({ face })} />
      </div>
      <div class='fields'>
        <Field label={w.account} value={draft.account} placeholder={any} list='accounts-known' change={(account) => change({ account })} />
        <Field label={w.device} value={draft.device} placeholder={any} change={(device) => change({ device })} />
        <Field label={w.number} value={draft.phoneNumber} placeholder={any} change={(phoneNumber) => change({ phoneNumber })} />
      </div>
      <datalist id='accounts-known'>{accounts.value.slice(0, 100).map(({ id }) => <option key={id} value={id} />)}</datalist>
    </Part>
  )
}

function When ({ draft }: { draft: Draft }) {
  const { form: w } = words.value
  return (
    <Part title={w.when}>
      <div class='fields many'>
        <Field label={w.skip} type='number' value={draft.skip} placeholder='0' change={(skip) => change({ skip })} />
        <Field label={w.times} type='number' value={draft.times} placeholder='∞' change={(times) => change({ times })} />
        <Field label={w.chance} type='number' value={draft.chance} placeholder='100' change={(chance) => change({ chance })} />
        <Choice label={w.wait} value={draft.wait} options={WAITS.map((name) => [name, w.waits[name]])} change={(wait) => change({ wait })} />
        {draft.wait !== 'none' && <Field label={w.ms} type='number' value={draft.delay} change={(delay) => change({ delay })} />}
        {draft.wait === 'between' && <Field label={`${w.to} (${w.ms})`} type='number' value={draft.delayMore} change={(delayMore) => change({ delayMore })} />}
        {draft.wait === 'about' && <Field label={w.sigma} type='number' value={draft.delayMore} change={(delayMore) => change({ delayMore })} />}
      </div>
      <label class='check'><input type='checkbox' checked={draft.force} onChange={({ currentTarget }) => change({ force: currentTarget.checked })} />{w.force}</label>
    </Part>
  )
}
