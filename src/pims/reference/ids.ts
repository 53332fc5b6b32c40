import { fcaComponents, type ReferenceOperation, referenceOperations } from './reference.ts'

type Named = Pick<ReferenceOperation, 'verb' | 'api'> & { readonly selector?: { readonly value: string } }

/** Verb, last part of the api and the value of the selector: `set.smscode.modifyPhoneNumber`. */
export const shortId = ({ verb, api, selector }: Named): string =>
  [verb, api.slice(api.lastIndexOf('.') + 1), ...(selector === undefined ? [] : [selector.value])].join('.')

/** What the vendor's name of a page says beyond api and selector: `remote` of `pims.vehicle.vin-remote`. */
function suffixOf ({ vendorTag, api, selector }: ReferenceOperation): string {
  const suffix = vendorTag.slice(api.length).replace(/^-/, '')
  const selected = selector?.value.toLowerCase() ?? ''
  return suffix.toLowerCase().startsWith(selected) ? suffix.slice(selected.length).replace(/^-/, '') : suffix
}

/**
 * An id for each operation: its short one where no other has that; otherwise with the vendor's suffix or, where there is
 * none, the component. Of those without a suffix the only one that is not FCA's keeps the short id.
 *
 * @throws Error where two operations would have the same id
 */
export function idsOf (operations: readonly ReferenceOperation[]): ReadonlyMap<ReferenceOperation, string> {
  const namesakes = Map.groupBy(operations, shortId)
  const ids = new Map<ReferenceOperation, string>()
  const taken = new Map<string, ReferenceOperation>()
  for (const operation of operations) {
    const short = shortId(operation)
    const group = namesakes.get(short) ?? []
    const plain = group.filter((other) => suffixOf(other) === '' && !fcaComponents.has(other.component))
    const isShort = group.length === 1 || (plain.length === 1 && plain[0] === operation)
    const id = isShort ? short : `${short}.${suffixOf(operation) || operation.component}`
    const other = taken.get(id)
    if (other !== undefined) throw new Error(`${id} would be both ${other.vendorTag} of ${other.component} and ${operation.vendorTag} of ${operation.component}`)
    taken.set(id, operation)
    ids.set(operation, id)
  }
  return ids
}

/** The id of each operation of the reference. */
export const referenceIds = idsOf(referenceOperations)
