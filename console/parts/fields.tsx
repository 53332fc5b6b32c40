import type { ComponentChildren } from 'preact'

/** A field of a form with its name above it. */
export const Field = ({ label, value, change, type = 'text', placeholder, list }: { label: string, value: string, change: (value: string) => void, type?: 'text' | 'number', placeholder?: string, list?: string }) => (
  <label class='labelled'>{label}
    <input class='field' type={type} min={type === 'number' ? 0 : undefined} step={type === 'number' ? 'any' : undefined} value={value} placeholder={placeholder} list={list} autocomplete='off' spellcheck={false} onInput={({ currentTarget }) => change(currentTarget.value)} />
  </label>
)

/** A choice with its name above it. */
export function Choice<Value extends string> ({ label, value, options, change, lang }: { label: string, value: Value, options: ReadonlyArray<readonly [Value, string]>, change: (value: Value) => void, lang?: string }) {
  return (
    <label class='labelled'>{label}
      <select class='field' lang={lang} value={value} onChange={({ currentTarget }) => change(currentTarget.value as Value)}>{options.map(([name, text]) => <option key={name} value={name}>{text}</option>)}</select>
    </label>
  )
}

/** A part of a form with a heading. */
export const Part = ({ title, children }: { title: string, children: ComponentChildren }) => <fieldset><legend>{title}</legend>{children}</fieldset>
