import type { Run } from './language/operation.ts'
import { exampleOfValues } from './reference/examples.ts'
import type { ReferenceOperation } from './reference/reference.ts'

/** What an operation without a behaviour does: it answers with what the vendor's page shows. */
export const declaredRun = ({ output }: Pick<ReferenceOperation, 'output'>): Run => () => output.length === 0 ? undefined : exampleOfValues(output)
