import { type ErrorCode, isErrorCode } from '../codes/catalogue.ts'
import type { Family } from '../words/families.ts'
import type { Behaviour, Identity, Operation } from './language/operation.ts'
import type { Parameter } from './language/parameter.ts'
import { PimsError } from './language/pims-error.ts'
import { declaredRun } from './declared.ts'
import { holdAgainst } from './reference/hold-against.ts'
import { readersOf } from './reference/readers.ts'
import { componentNames, isOpen, type ReferenceOperation } from './reference/reference.ts'
import { propertiesOf } from './reference/value-schema.ts'

/** An operation of the reference as `joinOperation` takes it. */
export interface OperationPage {
  readonly id: string
  readonly reference: ReferenceOperation
  readonly behaviour: Behaviour | undefined
  readonly family: Family
  /** Parameters of the other family of brands. */
  readonly otherForm: ReadonlySet<string>
}

/** What an operation goes by for short: the value of its selector, else the last part of its api. */
export const nameOf = ({ api, selector }: Pick<ReferenceOperation, 'api' | 'selector'>): string => selector?.value ?? api.slice(api.lastIndexOf('.') + 1)

/** Whether somebody has to be signed in. */
export const identityOf = (reference: ReferenceOperation): Identity => isOpen(reference) ? 'optional' : 'required'

/** Every documented code: those of its table, 2301 where somebody has to be signed in, and 2005 where one subscribes. */
export const codesOf = (reference: ReferenceOperation): readonly ErrorCode[] =>
  [...new Set([...reference.errors, ...identityOf(reference) === 'required' ? [2301] : [], ...reference.verb === 'subscribe' ? [2005] : []])].filter(isErrorCode)

/**
 * Makes an operation of its page in the reference and of its behaviour, each read where it says something.
 *
 * @throws Error that says where the two differ
 */
export function joinOperation ({ id, reference, behaviour, family, otherForm }: OperationPage): Operation {
  if (behaviour !== undefined) holdAgainst(reference, behaviour)
  const { component, verb, api, selector, since } = reference
  const parameters = { ...readersOf(reference), ...behaviour?.parameters }
  const extras = behaviour?.extras ?? {}
  const codes = codesOf(reference)
  const documented = new Set(codes)
  return {
    id,
    name: nameOf(reference),
    kind: verb === 'subscribe' ? 'subscription' : behaviour === undefined ? 'declared' : 'behaved',
    component,
    verb,
    api,
    ...selector !== undefined && { selector },
    since,
    summary: behaviour?.summary ?? summaryOf(reference),
    identity: identityOf(reference),
    parameters,
    extras,
    reads: Object.entries<Parameter>({ ...parameters, ...extras }),
    family,
    otherForm,
    output: behaviour?.output ?? propertiesOf(reference.output),
    codes,
    documents: (code) => documented.has(code),
    fail: (code, details) => new PimsError(code, { component, ...details }),
    run: behaviour?.run ?? declaredRun(reference)
  }
}

/** What an operation is in words, where nobody has written it: what the vendor calls its page. */
const summaryOf = ({ component, api, vendorTag }: ReferenceOperation): string =>
  `${componentNames.get(component) ?? component}: ${[api.slice(api.lastIndexOf('.') + 1), ...vendorTag.slice(api.length).split('-')].filter(Boolean).join(' ')}`
