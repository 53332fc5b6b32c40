import { Value } from '@sinclair/typebox/value'
import { closedObject } from '../lib/closed-object.ts'
import { Invalid } from '../lib/errors.ts'
import { explain } from '../lib/explain.ts'
import type { Operation } from './language/operation.ts'
import { MAX_RESULT } from './subscriptions/result-message.ts'

/** Levels of lists and objects within each other that an output may have. */
const MAX_DEPTH = 20

/**
 * Checks what an operation is to answer against the output of the reference.
 *
 * @throws Invalid that says where it differs
 */
export function checkOutput ({ id, kind, output: properties }: Operation, output: unknown): void {
  if (Object.keys(properties).length === 0) throw new Invalid(`${id} has no output.`)
  if (isTooDeep(output, MAX_DEPTH)) throw new Invalid(`The output has more than ${MAX_DEPTH} levels.`)
  const schema = closedObject(properties)
  if (!Value.Check(schema, output)) throw new Invalid(`${explain(schema, output, 'the output')}.`)
  if (kind !== 'subscription') return
  const size = Buffer.byteLength(JSON.stringify(output))
  if (size > MAX_RESULT) throw new Invalid(`The output has ${size} bytes; a RESULT takes at most ${MAX_RESULT}.`)
}

const isTooDeep = (value: unknown, left: number): boolean =>
  typeof value === 'object' && value !== null && (left === 0 || Object.values(value).some((part) => isTooDeep(part, left - 1)))
