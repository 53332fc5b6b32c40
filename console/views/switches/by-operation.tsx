import { CellChip, Chips } from '../../parts/chips.tsx'
import { OperationName } from '../../parts/answer.tsx'
import { codesOf, operationsOf, othersOf } from '../../state/derived/codes.ts'
import { said, words } from '../../state/page/language.ts'
import { contract, met } from '../../state/world/store.ts'

/** An operation, and the codes that a fault can make it fail with. */
interface Line {
  readonly id: string
  readonly family: string
  readonly summary: string
  readonly codes: ReadonlyArray<{ readonly code: number, readonly label: string }>
}

/** The operations of PIMS by component, then those of the other faces. */
function lines (): readonly Line[] {
  const labels = new Map(codesOf(contract.value).map(({ code, label }) => [code, label]))
  return [
    ...operationsOf(contract.value).map(({ id, component, summary, errors }) => ({ id, family: component, summary, codes: errors })),
    ...othersOf(contract.value).map(({ id, face, codes }) => ({ id, family: words.value.faces[face], summary: '', codes: codes.map((code) => ({ code, label: labels.get(code) ?? '' })) }))
  ]
}

/** The board by operation: a chip for each code that it documents. */
export function ByOperation ({ filter }: { filter: readonly string[] }) {
  const { switches: w } = words.value
  const rows = lines().filter(({ id, summary, codes }) => filter.every((word) => `${id} ${summary} ${codes.map(({ code, label }) => `${code} ${label} ${said(label)}`).join(' ')}`.toLowerCase().includes(word)))
  if (rows.length === 0) return <p class='empty'>{w.noMatch}</p>
  const faceNames: readonly string[] = Object.values(words.value.faces)
  const families = [...new Set(rows.map(({ family }) => family))]
  return (
    <>
      {families.map((family) => (
        <section key={family} class='family'>
          <div class='list-head'><h2 lang={faceNames.includes(family) ? undefined : 'en'}>{family}</h2></div>
          <div class='card'>{rows.filter((row) => row.family === family).map((row) => <Row key={row.id} row={row} />)}</div>
        </section>
      ))}
    </>
  )
}

function Row ({ row: { id, summary, codes } }: { row: Line }) {
  const metHere = codes.filter(({ code }) => met.value.has(`${id} ${code}`)).length
  return (
    <div class='operation-row'>
      <div class='operation-title'><OperationName id={id} />{metHere > 0 && <span class='good-text'>{words.value.switches.met(metHere, codes.length)}</span>}</div>
      {summary !== '' && <p class='meta' lang='en'>{summary}</p>}
      <Chips label={id} narrow>{codes.map(({ code, label }) => <CellChip key={code} operation={id} code={code} title={said(label)}>{code}</CellChip>)}</Chips>
    </div>
  )
}
