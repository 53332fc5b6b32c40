// @ts-nocheck
import { type Static, Type } from '@sinclair/typebox'

const Answered = Type.Integer({ description: 'How often it was answered' })

/** Which operations have answered what since the sandbox began. */
export const CoverageSchema = Type.Object({
  documented: Type.Integer({ description: 'Cells: operations of the PIMS face, each times its documented codes' }),
  answered: Type.Integer({ description: 'How many of them were answered at least once' }),
  operations: Type.Array(Type.Object({
    operation: Type.String(),
    face: Type.String(),
    succeeded: Answered,
    codes: Type.Array(Type.Object({ code: Type.Integer(), label: Type.String(), answered: Answered })),
    other: Type.Array(Type.Object({ code: Type.Union([Type.Integer(), Type.String()]), answered: Answered }), {
      description: 'Answers that are not documented cells: codes forced by a fault, and the errors of other faces'
    })
  }))
}, { title: 'Coverage' })
export type CoverageView = Static<typeof CoverageSchema>
