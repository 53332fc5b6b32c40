import { Choice, Field, type Group, Part } from '../../parts/fields.tsx'
import { Segments } from '../../parts/segments.tsx'
import { codesOf, operationsOf } from '../../state/derived/codes.ts'
import { OTP_VARIATIONS, TRANSPORTS } from '../../../src/words/effects.ts'
import { FACES } from '../../../src/words/faces.ts'
import { type Draft, KINDS, RESULT_KINDS, SMS_FATES, WAITS } from '../../state/rules/draft.ts'
import type { Problems } from '../../state/rules/problems.ts'
import { format, said, words } from '../../state/page/language.ts'
import { accounts, contract } from '../../state/world/store.ts'

interface Props {
  readonly draft: Draft
  readonly problems: Problems
  /** Whether what is empty is wrong too. */
  readonly isTried: boolean
  readonly change: (fields: Partial<Draft>) => void
}

/** What the page says of a field that something is wrong with. */
function problemAt (name: keyof Draft, { draft, problems, isTried }: Props): string | undefined {
  const problem = problems[name]
  if (problem === undefined || (draft[name] === '' && !isTried)) return undefined
  const { problems: w } = words.value.form
  switch (problem.is) {
    case 'whole': case 'number': return w[problem.is](format.value.number(problem.min), format.value.number(problem.max))
    default: return w[problem.is]
  }
}

/** The wait that a rule which does nothing else begins with. */
const LATE = { wait: 'fixed', delay: '800' } as const

/** What a rule makes happen. */
export function What (props: Props) {
  const { form: w } = words.value
  return (
    <Part title={w.what}>
      <Segments label={w.what} options={KINDS.filter((kind) => !props.draft.onResult || RESULT_KINDS.includes(kind)).map((kind) => [kind, w.kinds[kind]] as const)} value={props.draft.kind} choose={(kind) => props.change({ kind, ...kind === 'late' && props.draft.wait === 'none' && LATE })} />
      <div class='fields'><Effect {...props} /></div>
    </Part>
  )
}

function Effect (props: Props) {
  const { draft, change } = props
  const { form: w } = words.value
  switch (draft.kind) {
    case 'error': return (
      <>
        <Choice label={w.code} value={draft.code} options={codesFor(draft)} change={(code) => change({ code })} />
        {draft.code.startsWith('210') && <Field label={w.parameter} value={draft.parameter} problem={problemAt('parameter', props)} change={(parameter) => change({ parameter })} placeholder='phoneNumber' />}
        {draft.code === '2344' && <Field label={w.component} value={draft.component} problem={problemAt('component', props)} change={(component) => change({ component })} placeholder='StrongAuthentication' />}
      </>
    )
    case 'transport': return <Choice label={w.kinds.transport} value={draft.transport} options={TRANSPORTS.map((name) => [name, `${name} – ${w.transports[name]}`])} change={(transport) => change({ transport })} />
    case 'http': return <><Field label={w.status} type='number' value={draft.status} problem={problemAt('status', props)} change={(status) => change({ status })} /><Field label={w.body} value={draft.body} change={(body) => change({ body })} /></>
    case 'sms': return (
      <>
        <Choice label={w.kinds.sms} value={draft.sms} options={SMS_FATES.map((name) => [name, w.sms[name]])} change={(sms) => change({ sms })} />
        {draft.sms === 'delay' && <Field label={w.smsDelay} type='number' value={draft.smsDelay} problem={problemAt('smsDelay', props)} change={(smsDelay) => change({ smsDelay })} />}
      </>
    )
    case 'otp': return <Choice label={w.kinds.otp} lang='en' value={draft.otp} options={OTP_VARIATIONS.map((name) => [name, name])} change={(otp) => change({ otp })} />
    case 'list': return <Field label={w.list} value={draft.list} problem={problemAt('list', props)} placeholder='[{"error":2310},{"transport":"reset"}]' change={(list) => change({ list })} />
    case 'late': return null
  }
}

/** The codes that the operation of a draft documents; all when forced. */
function codesFor ({ operation, force, code }: Draft): ReadonlyArray<readonly [string, string]> {
  const documented = contract.value.targets.find(({ id }) => id === operation)?.codes
  const offered = codesOf(contract.value).filter((row) => force || documented === undefined || documented.includes(row.code) || String(row.code) === code)
  return offered.map((row) => [String(row.code), `${row.code} – ${said(row.label)}`])
}

/** The operations that a draft can name: those of PIMS by component, then those of the other faces. */
function operationsFor ({ kind, onResult }: Draft): Array<Group<string>> {
  const components = new Map(operationsOf(contract.value).map(({ id, component }) => [id, component]))
  const offered = contract.value.targets.filter(({ sendsSms, variesOtp, takesOnResult }) => onResult ? takesOnResult !== undefined : kind === 'sms' ? sendsSms : kind === 'otp' ? variesOtp : true)
  const titled = offered.map(({ id, face }) => ({ id, title: components.get(id) ?? words.value.faces[face] }))
  return [...new Set(titled.map(({ title }) => title))].map((title) => ({ title, options: titled.filter((one) => one.title === title).map(({ id }) => [id, id]) }))
}

/** The fields of a rule that is about RESULT messages from now on, or about requests again: what such a message cannot meet becomes a code. */
const aboutResults = ({ kind }: Draft, onResult: boolean): Partial<Draft> =>
  ({ onResult, ...onResult && !RESULT_KINDS.includes(kind) && { kind: 'error' } })

/** Which requests, or RESULT messages, a rule is about. */
export function Where (props: Props) {
  const { draft, change } = props
  const { form: w, any } = words.value
  const groups = operationsFor(draft)
  const isOffered = draft.operation === '' || groups.some(({ options }) => options.some(([id]) => id === draft.operation))
  return (
    <Part title={w.where}>
      <div class='fields two'>
        <Choice label={w.operation} value={draft.operation} options={[['', w.anyOperation], ...isOffered ? [] : [[draft.operation, draft.operation] as const]]} groups={groups} change={(operation) => change({ operation })} />
        <Choice label={w.face} value={draft.face} options={[['', any], ...FACES.map((face) => [face, words.value.faces[face]] as const)]} change={(face) => change({ face })} />
      </div>
      <div class='fields'>
        <Field label={w.account} value={draft.account} placeholder={any} list='accounts-known' problem={problemAt('account', props)} change={(account) => change({ account })} />
        <Field label={w.device} value={draft.device} placeholder={any} problem={problemAt('device', props)} change={(device) => change({ device })} />
        <Field label={w.number} value={draft.phoneNumber} placeholder={any} problem={problemAt('phoneNumber', props)} change={(phoneNumber) => change({ phoneNumber })} />
      </div>
      <label class='check'><input type='checkbox' checked={draft.onResult} onChange={({ currentTarget }) => change(aboutResults(draft, currentTarget.checked))} />{w.onResult}</label>
      <datalist id='accounts-known'>{accounts.value.slice(0, 100).map(({ id }) => <option key={id} value={id} />)}</datalist>
    </Part>
  )
}

/** How often, and how late. */
export function When (props: Props) {
  const { draft, change } = props
  const { form: w } = words.value
  const more = problemAt('delayMore', props)
  return (
    <Part title={w.when}>
      <div class='fields many'>
        <Field label={w.skip} type='number' value={draft.skip} placeholder='0' problem={problemAt('skip', props)} change={(skip) => change({ skip })} />
        <Field label={w.times} type='number' value={draft.times} placeholder='∞' problem={problemAt('times', props)} change={(times) => change({ times })} />
        <Field label={w.chance} type='number' value={draft.chance} placeholder='100' problem={problemAt('chance', props)} change={(chance) => change({ chance })} />
        <Choice label={w.wait} value={draft.wait} options={WAITS.filter((name) => name !== 'none' || draft.kind !== 'late').map((name) => [name, w.waits[name]])} change={(wait) => change({ wait })} />
        {draft.wait !== 'none' && <Field label={w.ms} type='number' value={draft.delay} problem={problemAt('delay', props)} change={(delay) => change({ delay })} />}
        {draft.wait === 'between' && <Field label={`${w.to} (${w.ms})`} type='number' value={draft.delayMore} problem={more} change={(delayMore) => change({ delayMore })} />}
        {draft.wait === 'about' && <Field label={w.sigma} type='number' value={draft.delayMore} problem={more} change={(delayMore) => change({ delayMore })} />}
      </div>
      <label class='check'><input type='checkbox' checked={draft.force} onChange={({ currentTarget }) => change({ force: currentTarget.checked })} />{w.force}</label>
    </Part>
  )
}
