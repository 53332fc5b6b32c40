import type { TSchema } from '@sinclair/typebox'
import { AccountsFileSchema } from '../sandbox/fixtures.ts'
import { NotFound } from '../lib/errors.ts'
import { ScenarioFileSchema } from '../faults/scenarios.ts'
import { SnapshotSchema } from '../sandbox/snapshot.ts'

/** The JSON Schemas of the files that somebody may write by hand. */
const schemas: Readonly<Record<string, TSchema>> = {
  'accounts.json': AccountsFileSchema,
  'scenario.json': ScenarioFileSchema,
  'state.json': SnapshotSchema
}

/** @throws NotFound */
export function getSchema (name: string): object {
  const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined
  if (schema === undefined) throw new NotFound(`There is no schema "${name}". There are ${Object.keys(schemas).join(', ')}.`)
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', ...schema }
}
