import { computed, signal } from '@preact/signals'
import { OperationName } from '../../parts/answer.tsx'
import { Snippet } from '../../parts/copy.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { ApiError, hasToken, sandboxUrl, send } from '../../state/server/api.ts'
import { type Draft, draftOf, ruleOfDraft } from '../../state/rules/draft.ts'
import { type Problems, problemsOf, refusedField } from '../../state/rules/problems.ts'
import { words } from '../../state/page/language.ts'
import { contract } from '../../state/world/store.ts'
import { targetsOf } from '../../state/rules/targets.ts'
import type { RuleInput } from '../../state/world/wire.ts'
import { curlOfRule } from '../../words/curl.ts'
import { sentence } from '../../words/sentence.ts'
import { What, When, Where } from './rule-fields.tsx'

const draft = signal<Draft | undefined>(undefined)
/** What the server said of the rule as it is. */
const refusal = signal('')
/** Whether the rule was to be switched on: until then nothing is said of fields that are empty. */
const tried = signal(false)

const problems = computed((): Problems => {
  const shown = draft.value
  return shown === undefined ? {} : { ...problemsOf(shown), ...refusedField(refusal.value) }
})

/** Opens the form with a rule to begin with, or to change. */
export function formFor (rule: RuleInput, isEdit = false): void {
  const { id, ...rest } = rule
  refusal.value = ''
  tried.value = false
  draft.value = draftOf(isEdit ? rule : rest)
}

function change (fields: Partial<Draft>): void {
  refusal.value = ''
  if (draft.value !== undefined) draft.value = { ...draft.value, ...fields }
}

const close = (): void => { draft.value = undefined }

/** Switches the rule on, unless something is wrong with it: that is shown then, and led to. */
async function submit (rule: RuleInput): Promise<void> {
  tried.value = true
  if (Object.keys(problems.value).length === 0) {
    try {
      await (rule.id === undefined ? send('POST', 'faults', rule) : send('PUT', `faults/${encodeURIComponent(rule.id)}`, rule))
      return close()
    } catch (error) {
      refusal.value = error instanceof ApiError ? error.message : words.value.lost
    }
  }
  requestAnimationFrame(() => document.querySelector<HTMLElement>('dialog [aria-invalid=true]')?.focus())
}

/** Adds a rule or changes one: what happens, to whom, and when. */
export function RuleForm () {
  const shown = draft.value
  if (shown === undefined) return null
  const { form: w } = words.value
  const rule = ruleOfDraft(shown)
  const given = { draft: shown, problems: problems.value, isTried: tried.value, change }
  const isAtField = Object.keys(refusedField(refusal.value)).length > 0
  return (
    <Dialog title={shown.id === undefined ? w.title : `${w.editTitle} ${shown.id}`} close={close}>
      <form noValidate onSubmit={(event) => { event.preventDefault(); submit(rule).catch(() => {}) }}>
        <What {...given} />
        <Where {...given} />
        <When {...given} />
        <div>
          <p class='sentence'>{sentence({ match: {}, effect: null, ...rule }, words.value)}</p>
          <Reaches operations={targetsOf(contract.value, rule)} />
        </div>
        <Snippet label='curl' text={curlOfRule(sandboxUrl, rule, hasToken())} />
        {refusal.value !== '' && !isAtField && <p class='wrong' role='alert' lang='en'>{refusal.value}</p>}
        <div class='dialog-end'>
          <button type='button' class='button' onClick={close}>{words.value.close}</button>
          <button type='submit' class='button fault'>{w.submit}</button>
        </div>
      </form>
    </Dialog>
  )
}

/** Names of operations that are shown at once. */
const FEW = 4

/** The operations that a rule can hit. */
function Reaches ({ operations }: { operations: readonly string[] }) {
  const heading = words.value.form.reaches(operations.length)
  const names = <ul class='reaches'>{operations.map((id) => <li key={id}><OperationName id={id} /></li>)}</ul>
  if (operations.length <= FEW) return <><p class={operations.length === 0 ? 'wrong' : 'muted'}>{heading}</p>{names}</>
  return <details><summary class='muted'>{heading}</summary>{names}</details>
}
