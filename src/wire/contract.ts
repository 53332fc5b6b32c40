import { type Static, Type } from '@sinclair/typebox'
import { literals } from '../lib/literals.ts'
import { FACES } from '../words/faces.ts'
import { FAMILIES } from '../words/families.ts'
import { VERBS } from '../words/verbs.ts'

const JsonSchema = Type.Unknown({ description: 'A JSON Schema' })
const ParameterSchema = Type.Object({
  name: Type.String(),
  required: Type.Boolean(),
  platform: Type.Optional(Type.String({ description: 'The only platform that sends it' })),
  schema: JsonSchema
})

/** How a code is met without a fault, or why it is not. */
export const ReachSchema = Type.Object({
  account: Type.Optional(Type.String({ description: 'Who calls; absent where nobody may' })),
  how: Type.Optional(Type.String({ description: 'What brings it about, in Markdown' })),
  unreachable: Type.Optional(Type.String({ description: 'Why the state of no account brings it about, in Markdown' })),
  number: Type.Optional(Type.String({ description: 'The phone number that asks for it' }))
}, { title: 'Reach' })
export type Reach = Static<typeof ReachSchema>

const OperationSchema = Type.Object({
  id: Type.String(),
  component: Type.String(),
  verb: literals(VERBS),
  api: Type.String(),
  selector: Type.Union([Type.Object({ parameter: Type.String(), value: Type.String() }), Type.Null()]),
  since: Type.String({ description: 'Version of the SDK' }),
  summary: Type.String(),
  built: Type.Boolean(),
  hidden: Type.Boolean({ description: 'Whether it fails with 2002 here, as it came after SDK_VERSION and STRICT_VERSION is true' }),
  kind: literals(['behaved', 'declared', 'subscription'], { description: 'Whether it has state of its own, answers with the example of the reference, or is one to listen to' }),
  family: literals(FAMILIES, { description: 'The family of brands whose accounts call it, where both have one of its name' }),
  identity: literals(['required', 'optional'], { description: 'Whether somebody has to be signed in' }),
  parameters: Type.Array(ParameterSchema),
  extras: Type.Array(ParameterSchema, { description: 'Parameters that the mock understands and the vendor does not document' }),
  output: Type.Array(Type.Object({ name: Type.String(), schema: JsonSchema })),
  errors: Type.Array(Type.Object({ code: Type.Integer(), label: Type.String(), status: Type.Integer({ description: 'HTTP status' }), reach: ReachSchema }))
}, { title: 'Operation' })

const TargetSchema = Type.Object({
  id: Type.String(),
  face: literals(FACES),
  name: Type.String({ description: 'The last part of the id' }),
  codes: Type.Array(Type.Integer(), { description: 'Those that a fault can make it fail with' }),
  sendsSms: Type.Boolean({ description: 'Whether a fault can lose, double or delay its SMS' }),
  variesOtp: Type.Boolean({ description: 'Whether a fault can vary its one-time password' }),
  takes: Type.Array(Type.String(), { description: 'The kinds of effects that a fault can have on it' }),
  takesOnResult: Type.Optional(Type.Array(Type.String(), { description: 'The same of its RESULT messages ("on": "result"), where it has some' }))
}, { title: 'Target' })

/** Every operation of the PIMS face, what an app does with the facade itself, and what faults can hit on every face. */
export const ContractSchema = Type.Object({
  sdkVersion: Type.String(),
  operations: Type.Array(OperationSchema),
  facade: Type.Array(OperationSchema),
  targets: Type.Array(TargetSchema, { description: 'The operations of every face, as faults hit them' })
}, { title: 'Contract' })
export type ContractView = Static<typeof ContractSchema>
export type OperationView = ContractView['operations'][number]
