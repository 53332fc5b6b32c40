import type { Code, OperationCodes, OperationNames } from './contract.ts'

/** An operation of any face, by its id: `set.smscode.modifyPhoneNumber`, `inwebo.otp`. */
export type OperationId = keyof OperationCodes

/** An operation by its id or the last part of it: `modifyPhoneNumber`. */
export type Operation = OperationId | keyof OperationNames

/** The ids that an operation is known by. */
type IdOf<Name extends Operation> = Name extends OperationId ? Name : Name extends keyof OperationNames ? OperationNames[Name] : never

/** The codes that an operation documents. */
export type CodeOf<Name extends Operation> = Extract<OperationCodes[IdOf<Name>], Code>
