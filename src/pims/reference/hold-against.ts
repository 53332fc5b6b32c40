import { isDeepStrictEqual } from 'node:util'
import type { Behaviour } from '../language/operation.ts'
import { isOpen, type ReferenceOperation } from './reference.ts'

/** What a behaviour says that its page says too. */
function saidByUs ({ parameters = {}, output, fails = [], identity = 'required' }: Behaviour, page: ReferenceOperation) {
  return {
    identity,
    parameters: Object.entries(parameters).map(([name, { required, platform }]) => ({ name, required: required || platform !== undefined })),
    output: Object.keys(output ?? Object.fromEntries(page.output.map(({ name }) => [name, undefined]))),
    fails: fails.filter((code) => page.errors.includes(code))
  }
}

const saidByPage = (page: ReferenceOperation, { parameters = {}, fails = [] }: Behaviour) => ({
  identity: isOpen(page) ? 'optional' : 'required',
  parameters: Object.keys(parameters).map((name) => ({ name, required: page.parameters.find((each) => each.name === name)?.required ?? false })),
  output: page.output.map(({ name }) => name),
  fails
})

/**
 * Compares a behaviour with the vendor's page of the operation: the parameters that it reads itself and whether they are
 * required, the names of the output, the codes that it chooses, and whether somebody has to be signed in.
 *
 * @throws Error that names the operation, and what differs with both values
 */
export function holdAgainst (page: ReferenceOperation, behaviour: Behaviour): void {
  const { vendorTag, verb, selector } = page
  const unknown = Object.keys(behaviour.parameters ?? {}).filter((name) => name === selector?.parameter || !page.parameters.some((each) => each.name === name))
  if (unknown.length > 0) throw new Error(`${verb} ${vendorTag} reads ${unknown.join(', ')}, and the reference has no such parameter; what another page adds goes into extras`)
  const ours = new Map(Object.entries(saidByUs(behaviour, page)))
  for (const [what, theirs] of Object.entries(saidByPage(page, behaviour))) {
    if (!isDeepStrictEqual(ours.get(what), theirs)) throw new Error(`${verb} ${vendorTag} has ${what} ${JSON.stringify(ours.get(what))}, and the reference ${JSON.stringify(theirs)}`)
  }
}
