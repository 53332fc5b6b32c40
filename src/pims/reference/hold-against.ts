import { isDeepStrictEqual } from 'node:util'
import type { Operation } from '../language/operation.ts'
import { referenceIds } from './ids.ts'
import { type ReferenceOperation, referenceOperations } from './reference.ts'

type Held = Pick<Operation, 'id' | 'component' | 'verb' | 'api' | 'selector' | 'since' | 'parameters' | 'output' | 'errors'>

/** The page of the reference that describes an operation. */
const pageOf = ({ component, verb, api, selector }: Held): ReferenceOperation | undefined =>
  referenceOperations.find((page) => page.component === component && page.verb === verb && page.api === api && page.selector?.value === selector?.value)

/** What a description and its page must agree on, beyond what finds the page. */
const saidByUs = ({ id, selector, since, parameters, output, errors }: Held) => ({
  id,
  selector: selector?.parameter,
  since,
  parameters: Object.entries(parameters).map(([name, { required, platform }]) => ({ name, required: required || platform !== undefined })),
  output: Object.keys(output),
  errors
})

const saidByPage = (page: ReferenceOperation) => ({
  id: referenceIds.get(page),
  selector: page.selector?.parameter,
  since: page.since,
  parameters: page.parameters.filter(({ name }) => name !== page.selector?.parameter).map(({ name, required = false }) => ({ name, required })),
  output: page.output.map(({ name }) => name),
  errors: page.errors
})

/**
 * Compares an operation with the vendor's page of it.
 *
 * @throws Error that names the operation, and what differs with both values; or that says that the reference has no such operation
 */
export function holdAgainstReference (operation: Held): void {
  const page = pageOf(operation)
  if (page === undefined) throw new Error(`${operation.id} is not in src/pims/reference/sdk-2.3.json as an operation of ${operation.component}`)
  const ours = new Map(Object.entries(saidByUs(operation)))
  for (const [what, theirs] of Object.entries(saidByPage(page))) {
    if (!isDeepStrictEqual(ours.get(what), theirs)) throw new Error(`${operation.id} has ${what} ${JSON.stringify(ours.get(what))}, and the reference ${JSON.stringify(theirs)}`)
  }
}
