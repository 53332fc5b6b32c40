// Requests made of the server's own description of itself: every route of /docs/openapi.json, with values that fit,
// nearly fit, or do not fit at all.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { open } from '../lib/connection.mjs'
import { expectStatus } from './harness.mjs'

const ACCOUNTS = ['alice', 'bob', 'carol', 'blocked', 'unsynced', 'corrupt', 'misconfigured', 'nobody']
const NASTY = ['', ' ', '\0', '\r\nx: y', '%', '%00', '../..', '__proto__', 'constructor', 'toString', '{}', '[]', 'null', 'NaN', '-1', '1e999', '9'.repeat(400), 'é'.repeat(200), '\u{1f600}', '\ud800', '<x>&"', "'; --", 'x'.repeat(5000), '0612345678', '123456', 'P1D', 'default']
const NUMBERS = [0, 1, 2, 20, -1, 0.5, 1e21, 2 ** 31, 2 ** 53, 2310, 2316, 2204, 123456, 612345678]

const nasty = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...NASTY) }, fc.string(), fc.string({ unit: 'binary', maxLength: 20 }))
const anything = fc.oneof(nasty, fc.constantFrom(...NUMBERS), fc.constantFrom(null, true, false, [], {}), fc.jsonValue({ maxDepth: 4 }))

/** A value that mostly fits a JSON schema. */
function fitting (schema, depth = 0) {
  if (typeof schema !== 'object' || depth > 6) return anything
  const fits = exactly(schema, depth)
  return fc.oneof({ weight: 6, arbitrary: fits }, { weight: 1, arbitrary: anything })
}

function exactly (schema, depth) {
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map((branch) => fitting(branch, depth + 1)))
  if (schema.examples !== undefined) return fc.oneof(fc.constantFrom(...schema.examples), nasty)
  if (schema.type === 'integer' || schema.type === 'number') return fc.constantFrom(...NUMBERS)
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'array') return fc.array(fitting(schema.items, depth + 1), { maxLength: 3 })
  if (schema.type === 'object') return object(schema, depth)
  return schema.type === 'string' ? fc.oneof(nasty, fc.constantFrom(...ACCOUNTS)) : anything
}

function object ({ properties = {}, required = [] }, depth) {
  const entries = Object.entries(properties).map(([name, schema]) => [name, fitting(schema, depth + 1)])
  const record = fc.record(Object.fromEntries(entries), { requiredKeys: required.filter((name) => name in properties) })
  return fc.oneof({ weight: 5, arbitrary: record }, fc.tuple(record, fc.dictionary(fc.string({ maxLength: 5 }), anything, { maxKeys: 2 })).map(([known, more]) => ({ ...more, ...known })))
}

/** What the description says about the device protocol's parameters is that there are some. */
const deviceQuery = fc.record({
  action: fc.constantFrom('ActionSetup', 'ActionFinalize', 'x'),
  mode: fc.constantFrom('activate', 'ms', 'otp', 'synchro', 'password', 'reset', 'x'),
  ...Object.fromEntries(['id', 'code', 'sid', 'serial', 'Kma', 'pin', 'R0', 'R1', 'R2', 'ms_n', 'ms_id0', 'ms_val0', 'version'].map((name) => [name, fc.oneof(nasty, fc.constantFrom('801402805', 'a'.repeat(64), 'Generator-1.0/0.2.11'))]))
}, { requiredKeys: ['action', 'mode'] })

const optional = (arbitrary) => fc.option(arbitrary, { nil: undefined, freq: 3 })

/** Requests for one operation of the description. */
function requestsFor (path, method, { parameters = [], requestBody }, faulty) {
  const placed = (place) => parameters.filter((parameter) => parameter.in === place)
  const record = (list) => fc.record(Object.fromEntries(list.map(({ name, schema }) => [name, fitting(schema)])), { requiredKeys: list.filter(({ required }) => required).map(({ name }) => name) })
  const content = requestBody?.content?.['application/json']?.schema
  return fc.record({
    method: fc.oneof({ weight: 20, arbitrary: fc.constant(method.toUpperCase()) }, fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'QUERY')),
    path: fc.constant(path.replace(/#.*/, '')),
    inPath: fc.record(Object.fromEntries(placed('path').map(({ name }) => [name, fc.oneof(fc.constantFrom(...ACCOUNTS, '2310', '2204', 'x'), nasty)]))),
    query: path.endsWith('/MAC') ? deviceQuery : fc.oneof({ weight: 5, arbitrary: record(placed('query')) }, fc.dictionary(fc.string({ maxLength: 10 }), nasty, { maxKeys: 5 })),
    token: optional(fc.constantFrom(...ACCOUNTS)),
    fault: faulty ? fc.option(fc.oneof(fc.constantFrom('2310', '2204', '2316', '{"transport":"truncate"}', '{"transport":"malformed"}', '{"transport":"hang"}', '{"http":{"status":500}}', '{"sms":"drop"}', '{"otp":"extras"}'), nasty), { nil: undefined, freq: 1 }) : fc.constant(undefined),
    device: optional(fc.constantFrom('device-1', 'x'.repeat(300))),
    type: fc.oneof({ weight: 8, arbitrary: fc.constant('application/json') }, fc.constantFrom('application/x-www-form-urlencoded', 'text/plain', 'nonsense', 'application/json; charset=utf-16')),
    body: content === undefined ? optional(fc.oneof(anything, fc.constant({ grant_type: 'password', password: 'x' }))) : fc.oneof({ weight: 8, arbitrary: fitting(content) }, anything)
  })
}

const printable = (text) => encodeURIComponent(text.replace(/[\ud800-\udfff]/g, '?'))
const clean = (text) => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 4000)

/** The arguments of `send` for what was made. */
function toSend (sandbox, { method, path, inPath, query, token, fault, device, type, body }) {
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => printable(String(inPath[name] ?? 'x')))
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined).map(([name, value]) => `${printable(name)}=${printable(typeof value === 'string' ? value : JSON.stringify(value))}`)
  const headers = { ...(fault !== undefined && { 'x-fault': clean(fault) }), ...(device !== undefined && { 'x-device-id': device }), 'content-type': type }
  return [method, `/sandbox/${sandbox}${filled}${pairs.length > 0 ? '?' : ''}${pairs.join('&')}`.slice(0, 12_000), { token, headers, ...(method !== 'GET' && method !== 'HEAD' && body !== undefined && { body: JSON.stringify(body) }) }]
}

/** Streams have no answer that ends, and these two reach beyond a sandbox. */
const SKIPPED = ['/admin/events', '/admin/sandboxes/{id}']
const MAKES_FAULTS = /faults|scenarios|state|outputs|publish/

/** An arbitrary over every operation that the server describes. */
async function describedRequests (server, faulty) {
  const { paths } = (await expectStatus(server, 200, 'GET', '/docs/openapi.json')).json()
  const chosen = Object.entries(paths).filter(([path]) => !SKIPPED.includes(path) && (faulty || !MAKES_FAULTS.test(path)))
  return fc.oneof(...chosen.flatMap(([path, methods]) => Object.entries(methods).filter(([, operation]) => operation.responses !== undefined).map(([method, operation]) => requestsFor(path, method, operation, faulty))))
}

/** Sends a request over a connection that is opened again when the server closed it; `undefined` when no answer came. */
class Sender {
  constructor (server) { this.server = server }

  async send (args) {
    if (this.connection === undefined || this.connection.socket.destroyed) this.connection = await open(this.server.port, { timeout: 2000 })
    if (args[0] === 'HEAD') return undefined
    const answer = await this.connection.send(...args).catch(() => undefined)
    if (answer?.header('connection') === 'close') this.close()
    return answer
  }

  close () { this.connection?.close() }
}

const codeOf = ({ text }) => Number(/"code":(\d+)/.exec(text)?.[1])

/** Whether a 5xx is one that the contract defines, where no fault was asked for. */
const isDefined = (answer) => [503, 507].includes(answer.status) || ![NaN, 2000, 2204].includes(codeOf(answer))

/** Fails for an answer that nobody asked for; the log says the same of what went wrong unforeseen. */
function judge (server, args, answer, faulty) {
  const shown = `${args[0]} ${args[1]} ${JSON.stringify(args[2])}`.slice(0, 1200)
  assert(server.isAlive, `the process ended at ${shown}`)
  const problem = server.output.split('\n').find((line) => line !== '' && !/"level":[1-3]0/.test(line) && !(/"level":40/.test(line) && /"path"/.test(line)))
  assert(problem === undefined, `${shown} wrote ${problem?.slice(0, 400)}`)
  if (answer === undefined || answer.status < 500) return
  const isFace = !args[1].includes('/admin/')
  assert((faulty && isFace) || isDefined(answer), `${shown} was answered ${answer.status} ${answer.text.slice(0, 300)}`)
}

/** The state of a sandbox without what the rules count, and without time, which goes on. */
function durable (text) {
  const state = JSON.parse(text)
  for (const account of state.accounts) for (const field of ['pinErrors', 'blocked', 'enrollments', 'otpCount24h', 'inwebo']) delete account[field]
  for (const token of state.tokens ?? []) delete token.usedAt
  const { clock, random: { ids, draws, ...streams }, budget, usage, journal, coverage, codes, verifiedCodes, inwebo, ...rest } = state
  return JSON.stringify({ ...rest, random: streams })
}

/** Where two texts begin to differ. */
function difference (before, after) {
  const at = [...before].findIndex((character, index) => character !== after[index])
  const around = (text) => text.slice(Math.max(0, at - 40), at + 60)
  return `…${around(before)}… became …${around(after)}…`
}

const property = (arbitrary, check, { seed, short }) => fc.assert(
  fc.asyncProperty(fc.array(arbitrary, { minLength: 1, maxLength: 12 }), check),
  { seed, numRuns: short ? 40 : 1500, interruptAfterTimeLimit: short ? 4000 : 12_000, markInterruptAsFailure: false, endOnFailure: short, includeErrorInReport: true, errorWithCause: false }
)

const fuzz = (faulty) => async ({ server, seed, short }) => {
  const requests = await describedRequests(server, faulty)
  const sender = new Sender(server)
  let runs = 0
  await property(requests, async (list) => {
    const sandbox = `fuzz-${runs++}`
    for (const request of list) {
      const args = toSend(sandbox, request)
      judge(server, args, await sender.send(args), faulty)
    }
  }, { seed, short })
  sender.close()
}

const env = { LOG_LEVEL: 'warn', FAULT_HANG_MAX: '20' }

export default [
  { id: 'F1', title: 'no request to any described route is answered by a 5xx that the contract does not define', short: true, env: { ...env, MAGIC_NUMBERS: 'false' }, run: fuzz(false) },
  { id: 'F2', title: 'nor with faults, scenarios and snapshots among the requests', short: true, env, run: fuzz(true) },
  {
    id: 'F3',
    title: 'a refused request changes nothing beyond what the rules count',
    short: true,
    env: { ...env, MAGIC_NUMBERS: 'false' },
    async run ({ server, seed, short }) {
      const requests = await describedRequests(server, false)
      const sender = new Sender(server)
      let runs = 0
      await property(requests, async (list) => {
        const sandbox = `same-${runs++}`
        const state = async () => durable((await expectStatus(server, 200, 'GET', `/sandbox/${sandbox}/admin/state`)).text)
        let before = await state()
        for (const request of list) {
          const args = toSend(sandbox, request)
          const answer = await sender.send(args)
          const after = await state()
          if (answer !== undefined && answer.status >= 400 && answer.status !== 502) assert(after === before, `${args[0]} ${args[1].slice(0, 300)} ${JSON.stringify(args[2]).slice(0, 500)} was answered ${answer.status}, and changed the state: ${difference(before, after)}`)
          before = after
        }
      }, { seed, short })
      sender.close()
    }
  }
]
