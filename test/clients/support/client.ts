import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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

/** Drives a facade in another language by a program that takes a file of sessions and prints each message as a line. */
export const driveBy = (folder: string, program: (file: string) => Promise<string>): Drive => async (...sessions) => {
  const file = join(folder, 'sessions.json')
  writeFileSync(file, JSON.stringify(sessions))
  const lines = await program(file)
  return lines.trim().split('\n').map((line) => JSON.parse(line) as Message)
}

interface Contract {
  readonly pims: Session['pims']
  /** What a call sends: the same in every language, to the byte. */
  readonly calls: ReadonlyArray<{ readonly says: string, readonly call: Call, readonly request: string, readonly headers: Readonly<Record<string, string>>, readonly body: string }>
  /** What a call fails with when a fault hits it. */
  readonly failures: ReadonlyArray<{ readonly effect: object, readonly code: number }>
}

export const contract = JSON.parse(readFileSync('clients/contract.json', 'utf8')) as Contract
