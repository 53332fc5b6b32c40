import type { Mismatch } from '../journal/mismatch.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Finding } from '../wire/conduct.ts'
import type { Severity } from '../words/severities.ts'
import { judge } from './judge.ts'

/** Findings that the message names; the answer has all. */
const NAMED = 10

function nameOf ({ name, operation, account }: Finding): string {
  const where = [operation, account].filter((part) => part !== null).join(', ')
  return where === '' ? name : `${name} (${where})`
}

/**
 * How the client did what it should not; `undefined` where it did nothing of this severity or worse, and nothing is forgotten
 * that could show it.
 *
 * @throws Conflict where the journal is off
 */
export async function conductMismatch (sandbox: Sandbox, least: Severity): Promise<Mismatch & { findings: Finding[] } | undefined> {
  const { findings, forgotten } = await judge(sandbox, least)
  if (findings.length === 0 && forgotten === 0) return undefined
  const more = findings.length - NAMED
  const message = findings.length === 0
    ? `Nothing was found that the client should not have done, but the journal has forgotten ${forgotten} requests that could show it. Ask with DELETE /admin/requests before, or a larger JOURNAL_SIZE.`
    : `The client did what it should not (${least}${least === 'high' ? '' : ' or worse'}): ${findings.slice(0, NAMED).map(nameOf).join('; ')}${more > 0 ? ` and ${more} more` : ''}. GET /admin/conduct says why it hurts, and what to do instead.`
  return { message, count: 0, forgotten, underWay: 0, requests: [], nearest: [], findings }
}
