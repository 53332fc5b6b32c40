import { moveFocus } from './tab-stops.ts'

/** A choice of one among a few, as buttons in a row. */
export function Segments<Value extends string> ({ label, options, value, choose }: { label: string, options: ReadonlyArray<readonly [Value, string]>, value: Value, choose: (value: Value) => void }) {
  return (
    <div class='segments' role='group' aria-label={label} onKeyDown={moveFocus}>
      {options.map(([name, text]) =>
        <button key={name} type='button' aria-pressed={name === value} tabIndex={name === value ? 0 : -1} onClick={() => choose(name)}>{text}</button>)}
    </div>
  )
}
