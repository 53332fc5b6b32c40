// @ts-nocheck
import { type Static, Type } from '@sinclair/typebox'
import { literals } from '../lib/literals.ts'

const JsonSchema = Type.Unknown({ description: 'A JSON Schema' })
const ParameterSchema = Type.Object({
  name: Type.String(),
  required: Type.Boolean(),
  platform: Type.Optional(Type.String({ description: 'The only platform that sends it' })),
  schema: JsonSchema
})

const OperationSchema = Type.Object({
  id: Type.String(),
  component: Type.String(),
  verb: literals(['get', 'set']),
  api: Type.String(),
  selector: Type.Union([Type.Object({ parameter: Type.String(), value: Type.String() }), Type.Null()]),
  since: Type.String({ description: 'Version of the SDK' }),
  summary: Type.String(),
  built: Type.Boolean(),
  identity: literals(['required', 'optional'], { description: 'Whether somebody has to be signed in' }),
  parameters: Type.Array(ParameterSchema),
  extras: Type.Array(ParameterSchema, { description: 'Parameters that the mock understands and the vendor does not document' }),
  output: Type.Array(Type.Object({ name: Type.String(), schema: JsonSchema })),
  errors: Type.Array(Type.Object({ code: Type.Integer(), label: Type.String(), status: Type.Integer({ description: 'HTTP status' }) }))
}, { title: 'Operation' })

/** Every operation of the PIMS face, and what an app does with the facade itself. */
export const ContractSchema = Type.Object({
  sdkVersion: Type.String(),
  operations: Type.Array(OperationSchema),
  facade: Type.Array(OperationSchema)
}, { title: 'Contract' })
export type ContractView = Static<typeof ContractSchema>
