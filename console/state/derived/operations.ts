import type { Contract } from '../world/wire.ts'
import { codesOf, operationsOf, othersOf } from './codes.ts'

/** An operation, and the codes that a fault can make it fail with. */
export interface OperationLine {
  readonly id: string
  /** Its component; of a face beside PIMS the name of that. */
  readonly family: string
  readonly summary: string
  readonly codes: ReadonlyArray<{ readonly code: number, readonly label: string }>
}

/** The operations of PIMS by component, then those of the other faces. */
export function operationLines (contract: Contract, faceNames: Readonly<Record<Contract['targets'][number]['face'], string>>): readonly OperationLine[] {
  const labels = new Map(codesOf(contract).map(({ code, label }) => [code, label]))
  return [
    ...operationsOf(contract).map(({ id, component, summary, errors }) => ({ id, family: component, summary, codes: errors })),
    ...othersOf(contract).map(({ id, face, codes }) => ({ id, family: faceNames[face], summary: '', codes: codes.map((code) => ({ code, label: labels.get(code) ?? '' })) }))
  ]
}

/** The parts of a name in small letters: `set.smscode.modifyPhoneNumber` has `set`, `smscode`, `modify`, `phone` and `number`. */
export const partsOf = (name: string): string[] => name.split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])/).filter((part) => part !== '').map((part) => part.toLowerCase())

/**
 * How many parts of a name an abbreviation passes over. Its letters begin parts of the name, in their order: `smp` and `modph` are
 * short for `set.smscode.modifyPhoneNumber`. Infinite where it is not short for the name.
 */
export function passedOver (letters: string, parts: readonly string[]): number {
  if (letters === '') return parts.length
  const [part, ...rest] = parts
  if (part === undefined) return Infinity
  let least = 1 + passedOver(letters, rest)
  for (let length = 1; part.startsWith(letters.slice(0, length)) && length <= letters.length; length++) least = Math.min(least, passedOver(letters.slice(length), rest))
  return least
}

/** Letters that are worth a walk through the parts; a longer word is looked for as it is. */
const LONGEST = 24
/** More than any abbreviation passes over: what has a word somewhere comes after what it is short for. */
const SOMEWHERE = 1000

/**
 * The operations that have all words of a filter, the nearest first: those whose name a word is short for, then those that have it
 * anywhere. Of equals the shorter name comes first.
 *
 * @param textOf what else is looked through, in small letters
 */
export function findOperations (lines: readonly OperationLine[], words: readonly string[], textOf: (line: OperationLine) => string): readonly OperationLine[] {
  if (words.length === 0) return lines
  const found = lines.map((line) => {
    const parts = partsOf(line.id)
    const text = textOf(line)
    const distance = words.map((word) => Math.min(word.length > LONGEST ? Infinity : passedOver(word, parts), text.includes(word) ? SOMEWHERE : Infinity)).reduce((sum, one) => sum + one, 0)
    return { line, distance }
  })
  return found.filter(({ distance }) => distance < Infinity)
    .sort((a, b) => a.distance - b.distance || (a.distance < SOMEWHERE ? a.line.id.length - b.line.id.length : 0))
    .map(({ line }) => line)
}

/** The operations of each component, in the order in which they come. */
export function rowsByFamily (rows: readonly OperationLine[]): ReadonlyMap<string, readonly OperationLine[]> {
  const families = new Map<string, OperationLine[]>()
  for (const row of rows) families.set(row.family, [...families.get(row.family) ?? [], row])
  return families
}

/** The first components, of those that a filter found, which have no more than so many operations together: those open by themselves. */
export function nearestFamilies (found: ReadonlyMap<string, readonly OperationLine[]>, most: number): ReadonlySet<string> {
  const families = new Set<string>()
  let left = most
  for (const [family, { length }] of found) {
    left -= length
    if (left < 0) break
    families.add(family)
  }
  return families
}
