// @ts-nocheck
import { readFileSync } from 'node:fs'
import type { Message } from '../../../clients/typescript/pims.ts'

/** A call of the facade: the method, and what it is given but for the callback. */
export type Call = readonly [method: string, ...given: unknown[]]

/** The calls of one object of the facade, one after another. */
export interface Session {
  readonly pims: { readonly url?: string, readonly device?: string, readonly home?: string, readonly loginAs?: string, readonly timeout?: number }
  readonly calls: readonly Call[]
  /** How many messages are waited for after each call; one without it. */
  readonly messages?: number
}

/** Drives the facade of one language, and answers every message that it called back with. */
export type Drive = (...sessions: readonly Session[]) => Promise<Message[]>

interface Contract {
  readonly pims: Session['pims']
  /** What a call sends: the same in every language, to the byte. */
  readonly calls: ReadonlyArray<{ readonly says: string, readonly call: Call, readonly request: string, readonly headers: Readonly<Record<string, string>>, readonly body: string }>
  /** What a call fails with when a fault hits it. */
  readonly failures: ReadonlyArray<{ readonly effect: object, readonly code: number }>
}

export const contract = JSON.parse(readFileSync('clients/contract.json', 'utf8')) as Contract
