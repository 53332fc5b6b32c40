import { signal } from '@preact/signals'
import { CellChip, Chips } from '../../parts/chips.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Said } from '../../parts/said.tsx'
import { Segments } from '../../parts/segments.tsx'
import { switchEverywhere } from '../../state/actions.ts'
import { isNetworkCode } from '../../../src/words/network-codes.ts'
import { cellId } from '../../state/derived/cells.ts'
import { codesOf, type CodeRow, FAMILIES, familyOf } from '../../state/derived/codes.ts'
import { said, words } from '../../state/page/language.ts'
import { isLive } from '../../state/server/link.ts'
import { contract, faults, met } from '../../state/world/store.ts'
import { OperationName } from '../../parts/answer.tsx'
import { ByOperation } from './by-operation.tsx'

/** The codes whose operations are shown. */
const open = signal<ReadonlySet<number>>(new Set())

function toggle (code: number): void {
  open.value = open.value.has(code) ? new Set([...open.value].filter((other) => other !== code)) : new Set([...open.value, code])
}

/** The board by code: each with a switch for everywhere, and a chip for each operation. */
export function ByCode ({ filter }: { filter: readonly string[] }) {
  const { switches: w } = words.value
  const rows = codesOf(contract.value).filter(({ code, label, operations, others }) => filter.every((word) => `${code} ${label} ${said(label)} ${operations.join(' ')} ${others.join(' ')}`.toLowerCase().includes(word)))
  if (rows.length === 0) return <ByOperation filter={filter} /> // what is no code may be short for an operation
  const opensItself = filter.length > 0 && rows.length === 1
  return (
    <>
      {FAMILIES.map((family) => {
        const members = rows.filter(({ code }) => familyOf(code) === family)
        return members.length > 0 && (
          <section key={family} class='family'>
            <div class='list-head'><h2>{w.families[family]}</h2><span class='muted'>{w.everywhere}</span></div>
            <div class='card'>{members.map((row) => <Code key={row.code} row={row} isOpen={opensItself || open.value.has(row.code)} />)}</div>
          </section>
        )
      })}
    </>
  )
}

function Code ({ row: { code, label, operations, others }, isOpen }: { row: CodeRow, isOpen: boolean }) {
  const { switches: w } = words.value
  const cells = [...operations, ...others]
  const metHere = operations.filter((operation) => met.value.has(`${operation} ${code}`)).length
  const on = cells.filter((operation) => faults.value.some(({ id }) => id === cellId(operation, code))).length
  const everywhere = faults.value.find(({ id }) => id === String(code))
  return (
    <div class='code-group'>
      <div class='code-row'>
        <button type='button' class='code-open' data-row aria-expanded={isOpen} onClick={() => toggle(code)}>
          <Icon name='chevron' /><b>{code}</b><span class='code-text'><Said text={label} /></span>
          {on > 0 && <span class='badge fault'><Icon name='bolt' solid />{on}</span>}
          <span class={metHere > 0 ? 'of good-text' : 'of muted'} title={w.documentedBy(operations.length, others.length)}>{metHere > 0 ? w.met(metHere, operations.length) : w.documented(operations.length)}</span>
        </button>
        <button
          type='button' class='switch' role='switch' aria-checked={everywhere !== undefined} aria-label={`${code} ${w.everywhere}`} disabled={!isLive.value}
          onClick={() => { switchEverywhere(code, everywhere === undefined).catch(() => {}) }}
        />
      </div>
      {isOpen && (
        <div class='code-cells'>
          {isNetworkCode(code) && everywhere !== undefined && <OnTheWire code={code} isWire={everywhere.effect === null || !('error' in everywhere.effect)} />}
          <Chips label={String(code)}>{cells.map((operation) => <CellChip key={operation} operation={operation} code={code}><OperationName id={operation} /></CellChip>)}</Chips>
        </div>
      )}
    </div>
  )
}

const OnTheWire = ({ code, isWire }: { code: number, isWire: boolean }) => (
  <Segments label={String(code)} options={[['message', words.value.switches.asMessage], ['wire', words.value.switches.onTheWire]]} value={isWire ? 'wire' : 'message'} choose={(value) => { switchEverywhere(code, true, value === 'wire').catch(() => {}) }} />
)
