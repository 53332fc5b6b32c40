import { signal } from '@preact/signals'
import { Area, Choice, Field, Part } from '../../parts/fields.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Segments } from '../../parts/segments.tsx'
import { exampleOf } from '../../state/derived/example.ts'
import { tell } from '../../state/page/notice.ts'
import { words } from '../../state/page/language.ts'
import { ApiError, send } from '../../state/server/api.ts'
import { contract } from '../../state/world/store.ts'
import type { Operation, Publication, Published } from '../../state/world/wire.ts'

/** What is to be published, as the fields of the form hold it: texts, empty for nothing. */
interface Draft {
  readonly operation: string
  readonly account: string
  readonly device: string
  readonly kind: 'result' | 'error'
  /** JSON. */
  readonly result: string
  readonly code: string
  readonly force: boolean
}

const draft = signal<Draft | undefined>(undefined)
/** What the server, or the JSON, said of it as it is. */
const refusal = signal('')

/** The operations that can be subscribed to. */
const subscribable = (): readonly Operation[] => contract.value.operations.filter(({ verb }) => verb === 'subscribe')

const find = (id: string): Operation | undefined => subscribable().find((operation) => operation.id === id)

/** A result of an operation, as its output is documented. */
const resultOf = (id: string): string =>
  JSON.stringify(Object.fromEntries((find(id)?.output ?? []).map(({ name, schema }) => [name, exampleOf(Object(schema))])), null, 2)

/** Opens the form for whoever is subscribed, or for one of them. */
export function formFor ({ operation = subscribable()[0]?.id ?? '', account = '', device = '' }: { readonly operation?: string, readonly account?: string, readonly device?: string }): void {
  refusal.value = ''
  draft.value = { operation, account, device, kind: 'result', result: resultOf(operation), code: firstCode(operation), force: false }
}

const firstCode = (id: string): string => String(find(id)?.errors[0]?.code ?? '')

function change (fields: Partial<Draft>): void {
  refusal.value = ''
  if (draft.value !== undefined) draft.value = { ...draft.value, ...fields }
}

const close = (): void => { draft.value = undefined }

/** @throws SyntaxError for a result that is no JSON */
function publicationOf ({ operation, account, device, kind, result, code, force }: Draft): Publication {
  return {
    operation,
    ...account !== '' && { account },
    ...device !== '' && { device },
    ...kind === 'result' ? { result: JSON.parse(result) as Record<string, unknown> } : { error: { code: Number(code) } }, // the server checks it
    ...force && { force }
  }
}

/** Who got it, and who did not. */
function reportOf ({ count, late, lost }: Published): string {
  const { subscriptions: w } = words.value
  return [w.published(count), ...late === 0 ? [] : [w.later(late)], ...lost === 0 ? [] : [w.lost(lost)]].join(', ')
}

async function publish (shown: Draft): Promise<void> {
  const { subscriptions: w } = words.value
  try {
    const published = await send<Published>('POST', 'publish', publicationOf(shown))
    if (published !== undefined) tell(reportOf(published))
    close()
  } catch (error) {
    refusal.value = error instanceof ApiError ? error.message : error instanceof SyntaxError ? w.noJson : words.value.lost
  }
}

/** Sends a RESULT to whoever is subscribed. */
export function PublishForm () {
  const shown = draft.value
  if (shown === undefined) return null
  const { subscriptions: w, any, form, request } = words.value
  return (
    <Dialog title={w.submit} close={close}>
      <form noValidate onSubmit={(event) => { event.preventDefault(); publish(shown).catch(() => {}) }}>
        <Part title={w.toWhom}>
          <Choice label={form.operation} value={shown.operation} options={subscribable().map(({ id }) => [id, id] as const)} change={(operation) => change({ operation, result: resultOf(operation), code: firstCode(operation) })} />
          <div class='fields two'>
            <Field label={request.account} value={shown.account} placeholder={any} change={(account) => change({ account })} />
            <Field label={request.device} value={shown.device} placeholder={any} change={(device) => change({ device })} />
          </div>
        </Part>
        <Part title={w.what}>
          <Segments label={w.what} options={[['result', w.result], ['error', w.error]]} value={shown.kind} choose={(kind) => change({ kind })} />
          {shown.kind === 'result'
            ? <Area label={w.json} value={shown.result} change={(result) => change({ result })} />
            : <Choice label={form.code} value={shown.code} options={(find(shown.operation)?.errors ?? []).map(({ code, label }) => [String(code), `${code} – ${label.trim()}`] as const)} change={(code) => change({ code })} />}
          <label class='check'><input type='checkbox' checked={shown.force} onChange={({ currentTarget }) => change({ force: currentTarget.checked })} />{w.force}</label>
        </Part>
        {refusal.value !== '' && <p class='wrong' role='alert' lang={refusal.value === w.noJson || refusal.value === words.value.lost ? undefined : 'en'}>{refusal.value}</p>}
        <div class='dialog-end'>
          <button type='button' class='button' onClick={close}>{words.value.close}</button>
          <button type='submit' class='button primary'>{w.submit}</button>
        </div>
      </form>
    </Dialog>
  )
}
