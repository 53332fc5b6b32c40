import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

interface FieldProps {
  readonly label: string
  readonly value: string
  readonly change: (value: string) => void
  readonly type?: 'text' | 'number'
  readonly placeholder?: string
  readonly list?: string
  /** What is wrong with the value. */
  readonly problem?: string | undefined
}

/** A field of a form with its name above it, and below it what is wrong with it. */
export function Field ({ label, value, change, type = 'text', placeholder, list, problem }: FieldProps) {
  const id = useId()
  return (
    <div class='labelled'>
      <label for={id}>{label}</label>
      <input id={id} class='field' inputMode={type === 'number' ? 'decimal' : undefined} value={value} placeholder={placeholder} list={list} autocomplete='off' spellcheck={false} aria-invalid={problem !== undefined} aria-describedby={problem === undefined ? undefined : `${id}-problem`} onInput={({ currentTarget }) => change(currentTarget.value)} />
      {problem !== undefined && <span id={`${id}-problem`} class='wrong'>{problem}</span>}
    </div>
  )
}

/** A field of several lines with its name above it, for what machines read. */
export const Area = ({ label, value, change }: Pick<FieldProps, 'label' | 'value' | 'change'>) => (
  <label class='labelled'>{label}
    <textarea class='field area' rows={Math.min(14, Math.max(4, value.split('\n').length))} value={value} autocomplete='off' spellcheck={false} onInput={({ currentTarget }) => change(currentTarget.value)} />
  </label>
)

/** A value and its text. */
export type Option<Value extends string> = readonly [Value, string]

/** Options under a heading. */
export interface Group<Value extends string> {
  readonly title: string
  readonly options: ReadonlyArray<Option<Value>>
}

interface ChoiceProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly options: ReadonlyArray<Option<Value>>
  /** More of them, under headings. */
  readonly groups?: ReadonlyArray<Group<Value>>
  readonly change: (value: Value) => void
  readonly lang?: string | undefined
}

/** A choice with its name above it. */
export function Choice<Value extends string> ({ label, value, options, groups = [], change, lang }: ChoiceProps<Value>) {
  return (
    <label class='labelled'>{label}
      <select class='field' lang={lang} value={value} onChange={({ currentTarget }) => change(currentTarget.value as Value)}>
        {options.map(drawOption)}
        {groups.map(({ title, options }) => <optgroup key={title} label={title}>{options.map(drawOption)}</optgroup>)}
      </select>
    </label>
  )
}

const drawOption = ([name, text]: Option<string>) => <option key={name} value={name}>{text}</option>

/** A part of a form with a heading. */
export const Part = ({ title, children }: { title: string, children: ComponentChildren }) => <fieldset><legend>{title}</legend>{children}</fieldset>
