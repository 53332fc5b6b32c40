import { signal } from '@preact/signals'
import { OperationName } from '../../parts/answer.tsx'
import { CellChip, Chips } from '../../parts/chips.tsx'
import { Icon } from '../../parts/icons.tsx'
import { cellId } from '../../state/derived/cells.ts'
import { findOperations, nearestFamilies, type OperationLine, operationLines, rowsByFamily } from '../../state/derived/operations.ts'
import { said, words } from '../../state/page/language.ts'
import { contract, faults, loaded, met } from '../../state/world/store.ts'

/** Operations that a filter shows at once. */
const FEW = 40

/** The components whose operations are shown. */
const open = signal<ReadonlySet<string>>(new Set())

function toggle (family: string): void {
  open.value = open.value.has(family) ? new Set([...open.value].filter((other) => other !== family)) : new Set([...open.value, family])
}

/** What is looked through for a filter beside the name. */
const textOf = ({ id, family, summary, codes }: OperationLine): string =>
  `${id} ${family} ${summary} ${codes.map(({ code, label }) => `${code} ${label} ${said(label)}`).join(' ')}`.toLowerCase()

/** The board by operation: its components, in each the operations with a chip for each code that they document. */
export function ByOperation ({ filter }: { filter: readonly string[] }) {
  const { faces, switches: w } = words.value
  const rows = findOperations(operationLines(contract.value, faces), filter, textOf)
  if (rows.length === 0) return loaded.value ? <p class='empty'>{w.noMatch}</p> : null
  const families = rowsByFamily(rows)
  const nearest = filter.length > 0 ? nearestFamilies(families, FEW) : undefined
  return (
    <>
      {[...families].map(([family, its]) => <Component key={family} family={family} rows={its} isOpen={nearest?.has(family) === true || open.value.has(family)} />)}
    </>
  )
}

function Component ({ family, rows, isOpen }: { family: string, rows: readonly OperationLine[], isOpen: boolean }) {
  const { faces, switches: w } = words.value
  const faceNames: readonly string[] = Object.values(faces)
  const on = rows.flatMap(({ id, codes }) => codes.map(({ code }) => cellId(id, code))).filter((cell) => faults.value.some(({ id }) => id === cell)).length
  return (
    <section class='family card'>
      <h2 class='code-row'>
        <button type='button' class='code-open' data-row aria-expanded={isOpen} onClick={() => toggle(family)}>
          <Icon name='chevron' /><b class='code-text' lang={faceNames.includes(family) ? undefined : 'en'}>{family}</b>
          {on > 0 && <span class='badge fault'><Icon name='bolt' solid />{on}</span>}
          <span class='of muted'>{w.operations(rows.length)}</span>
        </button>
      </h2>
      {isOpen && rows.map((row) => <Row key={row.id} row={row} />)}
    </section>
  )
}

function Row ({ row: { id, summary, codes } }: { row: OperationLine }) {
  const metHere = codes.filter(({ code }) => met.value.has(`${id} ${code}`)).length
  return (
    <div class='operation-row'>
      <div class='operation-title'><OperationName id={id} />{metHere > 0 && <span class='good-text'>{words.value.switches.met(metHere, codes.length)}</span>}</div>
      {summary !== '' && <p class='meta' lang='en'>{summary}</p>}
      {codes.length === 0
        ? <p class='meta'>{words.value.switches.noCode}</p>
        : <Chips label={id} narrow>{codes.map(({ code, label }) => <CellChip key={code} operation={id} code={code} title={said(label)}>{code}</CellChip>)}</Chips>}
    </div>
  )
}
