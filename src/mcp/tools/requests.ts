import { type Static, Type } from '@sinclair/typebox'
import type { JournalEntry } from '../../client/contract.ts'
import type { RequestFilter } from '../../client/sandbox-client.ts'
import { closedObject } from '../../lib/closed-object.ts'
import { literals } from '../../lib/literals.ts'
import { answerInShort } from '../../words/outcomes.ts'
import { filled } from '../short.ts'
import { type ToolCall, READING, tool } from '../tool.ts'

/** Requests that an answer holds where no limit is given. */
const LIMIT = 10

const filter = {
  account: Type.Optional(Type.String()),
  code: Type.Optional(Type.String())
}
const ListInput = closedObject({
  operation: Type.Optional(Type.String()),
  ...filter,
  since: Type.Optional(Type.String({ description: 'Time or request id' })),
  failed: Type.Optional(Type.Boolean()),
  unrouted: Type.Optional(Type.Boolean()),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 }))
})

export const listRequests = tool({
  name: 'list_requests',
  description: 'What the app asked the mock, newest first.',
  input: ListInput,
  annotations: READING,
  run: async (input, { sandbox, secrets }) => {
    const { limit = LIMIT } = input
    const found = await sandbox.requests(filterOf(input, limit + 1)) // one more tells whether there are
    const rows = found.slice(0, limit)
    const sent = secrets ? await exchangesOf(sandbox, rows) : undefined
    return { requests: rows.map((entry) => row(entry, sent)), ...found.length > limit && { more: 'There are older ones: give a greater limit, or more of what they have.' } }
  }
})

export const explainRefusal = tool({
  name: 'explain_refusal',
  description: 'Why the last refused request was refused, or that of an id.',
  input: closedObject({ id: Type.Optional(Type.String()) }),
  annotations: READING,
  run: async ({ id }, { sandbox, secrets }) => {
    const [entry] = id === undefined ? await sandbox.requests({ status: 'FAILED', limit: 1 }) : (await sandbox.requests()).filter((one) => one.id === id)
    if (entry === undefined && id === undefined) return 'No request was refused.'
    if (entry === undefined) throw new Error(`No request has the id "${id}", or it is forgotten. list_requests lists them.`)
    return {
      ...row(entry, secrets ? await exchangesOf(sandbox, [entry]) : undefined),
      ...entry.fault !== null && { cause: entry.fault.rule === null ? 'The request asked for it itself (X-Fault, or a magic number).' : `The rule ${entry.fault.rule}; stop_faults switches it off.` }
    }
  }
})

export const verifyRequests = tool({
  name: 'verify_requests',
  description: 'Checks that the app made such requests (one at least), else says what came.',
  input: closedObject({
    operation: Type.String(),
    ...filter,
    since: Type.Optional(Type.String()),
    status: Type.Optional(literals(['SUCCEEDED', 'FAILED'])),
    times: Type.Optional(Type.Integer({ minimum: 0 })),
    atLeast: Type.Optional(Type.Integer({ minimum: 0 })),
    atMost: Type.Optional(Type.Integer({ minimum: 0 })),
    waitSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 30 }))
  }),
  annotations: READING,
  run: async ({ operation, waitSeconds, code, ...expected }, { sandbox }) => {
    const within = waitSeconds === undefined ? {} : { within: waitSeconds * 1000 }
    const { count, requests } = await sandbox.verify(operation as never, { ...expected, ...within, ...code !== undefined && { code: codeOf(code) as never } })
    return { passed: true, count, requests: requests.map((entry) => entry.id) }
  }
})

/** Codes of the SDK are numbers; those of other faces are words. */
const codeOf = (code: string): number | string => /^\d+$/.test(code) ? Number(code) : code

function filterOf ({ failed, code, limit: _, ...given }: Static<typeof ListInput>, limit: number): RequestFilter {
  return { ...given, ...failed === true && { status: 'FAILED' }, ...code !== undefined && { code: codeOf(code) }, limit } as RequestFilter // the server says which operations and codes there are
}

/** A request as an agent is shown it. */
function row (entry: JournalEntry, sent?: ReadonlyMap<string, unknown>): object {
  const { id, at, operation, method, path, account, device, parameters, fault, reason, violations, sms, end } = entry
  return filled({ id, at, operation, ...operation === null && { method, path }, account, device, answer: answerInShort(entry), reason, fault: fault?.rule, violations, parameters, sent: sent?.get(id), sms, end: end?.how === 'answered' ? null : end?.how })
}

/** What the requests carried, secrets and all, by their ids. */
async function exchangesOf (sandbox: ToolCall['sandbox'], entries: readonly JournalEntry[]): Promise<ReadonlyMap<string, unknown>> {
  const ids = new Set(entries.map(({ id }) => id))
  const { log } = await sandbox.exportRequests('har', { secrets: true })
  return new Map(log.entries.filter(({ _id }) => ids.has(_id)).map(({ _id, request: { url, postData } }) => [_id, filled({ url, body: postData?.text })]))
}
