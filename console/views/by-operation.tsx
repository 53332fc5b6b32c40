import { CellChip, Chips } from '../parts/chips.tsx'
import { OperationName } from '../parts/answer.tsx'
import { operationsOf } from '../state/derive.ts'
import { contract, met, words } from '../state/store.ts'

/** The board by operation: a chip for each code that it documents. */
export function ByOperation ({ filter }: { filter: readonly string[] }) {
  const { switches: w } = words.value
  const rows = operationsOf(contract.value).filter(({ id, summary, errors }) => filter.every((word) => `${id} ${summary} ${errors.map(({ code, label }) => `${code} ${label}`).join(' ')}`.toLowerCase().includes(word)))
  if (rows.length === 0) return <p class='empty'>{w.noMatch}</p>
  const components = [...new Set(rows.map(({ component }) => component))]
  return (
    <>
      {components.map((component) => (
        <section key={component} class='family'>
          <div class='list-head'><h2 lang='en'>{component}</h2></div>
          <div class='card'>
            {rows.filter((row) => row.component === component).map(({ id, summary, errors }) => {
              const metHere = errors.filter(({ code }) => met.value.has(`${id} ${code}`)).length
              return (
                <div key={id} class='operation-row'>
                  <div class='operation-title'><OperationName id={id} />{metHere > 0 && <span class='good-text'>{w.met(metHere, errors.length)}</span>}</div>
                  <p class='meta' lang='en'>{summary}</p>
                  <Chips label={id} narrow>{errors.map(({ code, label }) => <CellChip key={code} operation={id} code={code} title={label.trim()}>{code}</CellChip>)}</Chips>
                </div>
              )
            })}
          </div>
        </section>
      ))}
    </>
  )
}
