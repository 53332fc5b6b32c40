import t from 'tap'
import type { Channel } from '../../src/calls/channel.ts'
import type { Answer, Endpoint, Language, Understood } from '../../src/calls/endpoint.ts'
import type { Exchange } from '../../src/calls/exchange.ts'
import { callRunner } from '../../src/calls/run-call.ts'
import { Faults } from '../../src/faults/engine.ts'
import { startDraft } from '../../src/journal/draft.ts'
import { toCurl } from '../../src/journal/exports/curl.ts'
import { toHar } from '../../src/journal/exports/har.ts'
import { toMarkdown } from '../../src/journal/exports/markdown.ts'
import { toText } from '../../src/journal/exports/text.ts'
import { Journal } from '../../src/journal/journal.ts'
import { findEntries } from '../../src/journal/query.ts'
import { verify } from '../../src/journal/verify.ts'
import { viewDetails } from '../../src/journal/view.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { fewTargetsSandbox } from '../support/few-targets.ts'

/** A call that memory carries, from the account that it names. */
type MemoryCall = Exchange & { readonly account: string }

const language: Language<MemoryCall, unknown, Answer> = {
  name: 'pims',
  answersNetworkCodes: true,
  parametersOf: ({ account }) => ({ account }),
  refuse: (error) => ({ status: 'FAILED', reason: String(error) })
}
const endpoint: Endpoint<MemoryCall, unknown, Understood, Answer, Answer> = {
  read: ({ account }) => ({ call: { operation: 'set.smscode.modifyPhoneNumber', account, device: undefined, phoneNumber: undefined } }),
  execute: (_input, effect) => effect !== null && 'error' in effect ? { status: 'FAILED', code: effect.error, reason: 'a fault' } : { status: 'SUCCEEDED' },
  answer: (answer) => answer
}
const run = callRunner(language, endpoint)

/** What was logged. */
const lines: object[] = []

/** Sends a call through memory. @returns what its client got */
async function send (sandbox: Sandbox, account: string, { asked, isGone = false, level }: { asked?: string, isGone?: boolean, level?: string } = {}): Promise<unknown[]> {
  const got: unknown[] = []
  const channel: Channel<Answer> = {
    wait: async () => !isGone,
    prepare: (leaving) => ({ isAnswered: leaving !== null && 'status' in leaving, isLarge: false, weight: 0 }),
    send: (answer) => { got.push(answer) },
    breakOff: async (ending) => ({ how: 'closed', by: ending === null ? 'client' : 'server' })
  }
  const log = { ...level !== undefined && { level }, info: (fields: object) => { lines.push(fields) }, error () {} }
  await run({ sandbox, log, account, askedFault: asked, draft: startDraft(sandbox, 'pims', 'memory') }, channel)
  return got
}

t.test('one rule, one journal, one coverage and one verification are for every channel', async (t) => {
  const sandbox = fewTargetsSandbox()
  const faults = sandbox.part(Faults)
  faults.put({ id: 'blocked', match: { account: 'alice' }, effect: { error: 2310 } })
  t.match(await send(sandbox, 'alice'), [{ status: 'FAILED', code: 2310 }])
  t.match(await send(sandbox, 'bob'), [{ status: 'SUCCEEDED' }])
  t.match(await send(sandbox, 'bob', { asked: '2204' }), [{ status: 'FAILED', code: 2204 }], 'a fault that the call asks for itself')
  t.match(await send(sandbox, 'bob', { asked: 'x' }), [{ status: 'FAILED', reason: /X-Fault takes a code/ }])
  faults.put({ id: 'gone', match: { account: 'alice' }, effect: { transport: 'hang' } })
  t.strictSame(await send(sandbox, 'alice'), [])

  t.equal(faults.get('blocked')?.hits, 1)
  t.strictSame(sandbox.part(Journal).coverage.get('set.smscode.modifyPhoneNumber'), new Map([[2310, 1], [undefined, 1], [2204, 1]]))
  t.match(await verify(sandbox, { operation: 'modifyPhoneNumber', account: 'alice', code: 2310, times: 1 }, () => new AbortController().signal), { requests: [{ account: 'alice', code: 2310 }] })
  const [hung, , , , first] = [...sandbox.part(Journal).newestFirst()].map((entry) => viewDetails(sandbox, entry))
  t.match(first, { channel: 'memory', direction: 'in', answered: true, code: 2310, fault: { rule: 'blocked' }, method: null, path: null, query: null, httpStatus: null, request: null, answer: null, end: { how: 'answered', by: 'server' } })
  t.match(hung, { answered: false, status: null, fault: { rule: 'gone' }, end: { how: 'closed', by: 'server' } })
})

t.test('a call whose client leaves before a delay is over is not executed', async (t) => {
  const sandbox = fewTargetsSandbox()
  sandbox.part(Faults).put({ id: 'slow', match: {}, effect: null, delay: 1000 })
  t.strictSame(await send(sandbox, 'alice', { isGone: true }), [])
  const [entry] = sandbox.part(Journal).newestFirst()
  t.match(entry, { isAnswered: false, status: null, reason: 'the client disconnected before the delay was over', end: { how: 'closed', by: 'client' } })
  t.strictSame(findEntries(sandbox, { outcome: 'failed' }).entries, [entry])
})

t.test('a call that succeeded has not failed for want of a status of HTTP, and no export takes it for one of HTTP', async (t) => {
  const sandbox = fewTargetsSandbox()
  await send(sandbox, 'alice')
  t.strictSame(findEntries(sandbox, { outcome: 'failed' }).entries, [])
  const [entry] = findEntries(sandbox, { outcome: 'fine' }).entries
  const entries = entry === undefined ? [] : [viewDetails(sandbox, entry)]
  t.equal(entries.length, 1)
  const exported = { version: '0', url: 'http://mock', entries, secrets: false }
  t.match(toText(exported, 1), /set\.smscode\.modifyPhoneNumber alice SUCCEEDED/)
  t.strictSame(toHar(exported, { seed: 1, sandbox: 'default', settings: {}, asked: 0, forgottenCalls: 0, admin: [], now: '', frozen: false }).log.entries, [])
  t.notMatch(toCurl(exported, { seed: 1 }), 'curl -gsS')
  t.match(toMarkdown(exported, { sdkVersion: '2.0.X', seed: 1, now: '', faults: [], accounts: [] }), /It came over memory\./)
})

t.test('a line of the log says what a fault did: its effect in short, or the delay that was all', async (t) => {
  const sandbox = fewTargetsSandbox()
  lines.length = 0
  sandbox.part(Faults).put({ id: 'answers', match: { account: 'alice' }, effect: { http: { status: 503, body: 'x'.repeat(1000) } } })
  sandbox.part(Faults).put({ id: 'slow', match: { account: 'bob' }, effect: null, delay: 1000 })
  for (const account of ['alice', 'bob', 'carol']) await send(sandbox, account)
  t.match(lines, [{ fault: '{"http":{"status":503}}' }, { fault: '{"delay":1000}', status: 'SUCCEEDED' }, { fault: undefined }])
})

t.test('a line of the log is made at the levels that write it down alone', async (t) => {
  const sandbox = fewTargetsSandbox()
  for (const [level, written] of [['trace', 1], ['debug', 1], ['info', 1], ['warn', 0], ['error', 0], ['fatal', 0], ['silent', 0]] as const) {
    lines.length = 0
    await send(sandbox, 'alice', { level })
    t.equal(lines.length, written, level)
  }
})
