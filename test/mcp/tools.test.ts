import { once } from 'node:events'
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { gzipSync } from 'node:zlib'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import t, { type Test } from 'tap'
import { connect } from '../../src/library/index.ts'
import { program, serve } from '../cli/support.ts'

/** The two ways in which clients open a connection, and the version that comes of it. */
const ERAS = { legacy: '2025-11-25', auto: '2026-07-28' } as const
/** How many characters all tools are to a client that lists them. */
const MAX_LIST = 4500

/** A folder with a capture, and another one beside it that it links to. */
function folder (t: Test): string {
  const root = mkdtempSync(join(tmpdir(), 'mcp-'))
  t.teardown(() => { rmSync(root, { recursive: true }) })
  const entry = (status: number) => ({ startedDateTime: '2026-01-01T12:00:00Z', request: { method: 'GET', url: 'https://real.example/pims.authentication.trustedphonenumber', headers: [] }, response: { status, headers: [], content: { mimeType: 'application/json' } } })
  mkdirSync(join(root, 'work'))
  writeFileSync(join(root, 'work', 'capture.har'), JSON.stringify({ log: { entries: [entry(200), entry(503)] } }))
  writeFileSync(join(root, 'work', 'packed.har.gz'), gzipSync(JSON.stringify({ log: { entries: [entry(200)] } })))
  writeFileSync(join(root, 'work', 'other.har'), '{"log":{"entries":[]}}')
  writeFileSync(join(root, 'outside.har'), '{}')
  symlinkSync(join(root, 'outside.har'), join(root, 'work', 'link.har'))
  writeFileSync(join(root, 'work', 'no.har'), 'no')
  return join(root, 'work')
}

/** What a tool answered. */
interface Answer { readonly isError: boolean, readonly text: string }

/** A client of the command; its words stand after `mcp`. */
async function open (t: Test, environment: Record<string, string>, words: readonly string[] = [], { mode = 'auto', cwd }: { mode?: keyof typeof ERAS, cwd?: string } = {}) {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } })
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [program, 'mcp', ...words], env: { PATH: process.env.PATH ?? '', ...environment }, ...cwd !== undefined && { cwd } }))
  t.teardown(async () => { await client.close() })
  const call = async (name: string, input?: Record<string, unknown>): Promise<Answer> => {
    const { isError = false, content } = await client.callTool({ name, ...input !== undefined && { arguments: input } })
    const [first] = content
    return { isError, text: first?.type === 'text' ? first.text : '' }
  }
  const read = async (name: string, input?: Record<string, unknown>): Promise<unknown> => {
    const { isError, text } = await call(name, input)
    if (isError) throw new Error(text)
    return JSON.parse(text)
  }
  return { client, call, read }
}

for (const [mode, version] of Object.entries(ERAS) as Array<[keyof typeof ERAS, string]>) {
  t.test(`every tool is listed and does its work, by the protocol of ${version}`, async (t) => {
    const PIMS_MOCK_URL = await serve(t)
    const sandbox = connect(PIMS_MOCK_URL).sandbox('default')
    const { client, read } = await open(t, { PIMS_MOCK_URL }, ['--', process.execPath, '-e', 'fetch(process.env.PIMS_MOCK_URL + "/pims.authentication.trustedphonenumber", { headers: { authorization: "Bearer alice" } }).then((answer) => process.exit(answer.ok ? 0 : 1))'], { mode, cwd: folder(t) })
    t.equal(client.getNegotiatedProtocolVersion(), version)
    const called = new Set<string>()
    const use = async (name: string, input?: Record<string, unknown>) => { called.add(name); return await read(name, input) }
    t.match(await use('get_state'), { url: `${PIMS_MOCK_URL}/sandbox/default`, faults: [], clock: { frozen: false } })
    t.match(await use('get_sms_code', { to: '06 12 34 56 78' }), { code: '014028', state: 'pending', account: 'alice' })
    t.match(await use('send_sms_code', { account: 'bob', to: '0612345679' }), { code: /^\d{6}$/, to: '+33612345679', account: 'bob' })
    t.match(await use('start_faults', { failure: '2307', operations: ['trustedphonenumber'], account: 'bob', times: 1 }), { explanation: 'fails trustedphonenumber with 2307, once, for bob; not hit yet' })
    await sandbox.call('get.trustedphonenumber', {}, { account: 'bob' })
    t.match(await use('explain_refusal'), { operation: 'get.trustedphonenumber', account: 'bob', answer: 2307, cause: /stop_faults switches it off/ })
    t.match(await use('list_requests', { limit: 1 }), { requests: [{ account: 'bob', answer: 2307 }], more: /greater limit/ })
    t.match(await use('list_requests', { failed: true, code: '2307', operation: 'trustedphonenumber' }), { requests: [{ answer: 2307 }], more: undefined })
    t.match(await use('verify_requests', { operation: 'trustedphonenumber', code: '2307', times: 1 }), { passed: true, count: 1 })
    t.match(await use('stop_faults'), { stopped: 1, left: [] })
    t.match(await use('start_faults', { scenario: 'pin-blocked' }), { faults: [{ explanation: /2317/ }] })
    t.match(await use('get_state'), { scenarios: new Set([{ name: 'pin-blocked', active: true }]) })
    t.match(await use('stop_faults', { failures: ['2317'] }), { left: [] })
    t.match(await use('set_clock', { advance: '1h30m' }), { offset: 5_400_000 })
    t.match(await use('set_clock', { change: 'freeze' }), { frozen: true })
    t.match(await use('set_clock', { change: 'run' }), { frozen: false })
    t.match(await use('set_clock', { change: 'reset' }), { offset: 0 })
    await sandbox.call('get.smscode.phoneNumberCertification', { phoneNumber: '0612345678' })
    t.match(await use('review_conduct', { severity: 'medium' }), { findings: [{ name: 'SmsWhilePending', advice: /Wait/ }] })
    t.match(await use('run_matrix', { operations: ['trustedphonenumber'], failures: ['2307', 'reset'] }), { passed: false, runs: 2, failed: [{ operation: 'get.trustedphonenumber', failure: 2307, outcome: 'crashed', exit: 1 }, { failure: 'reset' }] })
    t.match(await use('compare_capture', { file: 'capture.har' }), { different: true, summary: '1 different, 1 same, 0 not compared.', calls: [/^2 {2}GET \/pims\.authentication\.trustedphonenumber {2}503 {2}DIFFERENT {2}status: real 503, mock 200/] })
    const { tools } = await client.listTools()
    t.strictSame(tools.map(({ name }) => name).filter((name) => !called.has(name)), [], 'all that are listed')
    t.ok(JSON.stringify(tools).length <= MAX_LIST, `${JSON.stringify(tools).length} characters`)
  })
}

t.test('without a command there is no matrix, and nothing compares', async (t) => {
  const { client } = await open(t, {})
  const { tools } = await client.listTools()
  t.strictSame(tools.map(({ name }) => name), ['get_state', 'get_sms_code', 'send_sms_code', 'start_faults', 'stop_faults', 'list_requests', 'explain_refusal', 'verify_requests', 'review_conduct', 'set_clock'])
})

t.test('server, sandbox and token are fixed at the registration: no tool takes them', async (t) => {
  const PIMS_MOCK_URL = await serve(t, { ADMIN_TOKEN: 'sesame' })
  const { client, read, call } = await open(t, { PIMS_MOCK_URL, ADMIN_TOKEN: 'sesame' }, ['--sandbox', 'agent', '--', 'true'])
  t.match(await read('get_state'), { url: `${PIMS_MOCK_URL}/sandbox/agent` })
  const { tools } = await client.listTools()
  const taken = tools.flatMap(({ inputSchema }) => Object.keys(inputSchema.properties ?? {}))
  t.notOk(taken.some((name) => /url|sandbox|token|command|host|port/i.test(name)), taken.join())
  t.match(await call('get_state', { sandbox: 'default' }), { isError: true, text: /sandbox is not known here/ })
  for (const { name } of tools.filter(({ annotations }) => annotations?.readOnlyHint === true)) t.notMatch((await call(name, name === 'verify_requests' ? { operation: 'enroll' } : {})).text, /sesame/, name)
  const other = await open(t, { PIMS_MOCK_URL, ADMIN_TOKEN: 'wrong' })
  t.match(await other.call('get_state'), { isError: true, text: /^This mock has an admin token[^]*ADMIN_TOKEN/ })
})

t.test('what cannot be done is an error that says what to do by the words of the tools, not of HTTP', async (t) => {
  const PIMS_MOCK_URL = await serve(t)
  const { call } = await open(t, { PIMS_MOCK_URL }, ['--', 'true'])
  for (const [name, input, text] of [
    ['get_sms_code', { account: 'bob' }, 'No SMS for account bob has been sent. Give waitSeconds, such as 20, to wait for one.'],
    ['get_sms_code', { account: 'alcie' }, 'There is no account "alcie". Did you mean alice?'],
    ['get_sms_code', { waitSeconds: 31 }, /waitSeconds must be an integer from 0 to 30, not 31\.$/],
    ['get_sms_code', { accounts: 'zoe' }, /accounts is not known here; account is\.$/],
    ['get_sms_code', { purpose: 'enrolment' }, /purpose must be one of phoneNumberCertification, enrollment, resetPIN, not "enrolment"/],
    ['send_sms_code', {}, /account is missing\.$/],
    ['send_sms_code', { account: 'alicee' }, 'There is no account "alicee". Did you mean alice?'],
    ['send_sms_code', { account: 'bob' }, 'bob has no trusted number. Give `to`, such as 0612345678.'],
    ['send_sms_code', { account: 'alice', purpose: 'resetPIN', to: '0612345678' }, /leave `to` out\.$/],
    ['start_faults', {}, /^Give failure, such as "2310" or hang, or a scenario of get_state\.$/],
    ['start_faults', { failure: 2310 }, /failure must be a string/],
    ['start_faults', { failure: '9999' }, 'There is no code 9999.'],
    ['start_faults', { failure: 'hangs' }, /Did you mean hang\?$/],
    ['start_faults', { failure: 'hang', operations: ['modifyPhoneNumbr'] }, 'operations "modifyPhoneNumbr" is not an operation. Did you mean modifyPhoneNumber?'],
    ['start_faults', { failure: '2310', operations: ['trustedphonenumber'] }, /^2310 is not documented[^]* token of cvs\.$/],
    ['start_faults', { scenario: 'pin-blocked', times: 2 }, 'A scenario takes nothing beside it. Leave times out, or scenario.'],
    ['start_faults', { scenario: 'pin' }, /^There is no scenario "pin"/],
    ['stop_faults', { failures: ['2310'] }, 'No fault of 2310 is on. None is.'],
    ['list_requests', { since: 'yesterday' }, /neither an ISO 8601 time/],
    ['list_requests', { limit: 51 }, /limit must be an integer from 1 to 50/],
    ['explain_refusal', { id: 'x' }, /list_requests lists them\.$/],
    ['verify_requests', { operation: 'enroll' }, /^Expected at least 1 request/],
    ['verify_requests', { operation: 'enrol' }, /enrol/],
    ['set_clock', { advance: 'PT5M' }, /"PT5M" is not a duration\. Such as 5m/],
    ['set_clock', { advance: '-' }, /"-" is not a duration\. Such as 5m/],
    ['review_conduct', { severity: 'worst' }, /high, medium, low/],
    ['run_matrix', { failures: ['hangs'] }, /Did you mean hang\?$/],
    ['run_matrix', { operations: ['enrol'] }, /enrol/]
  ] as const) {
    const answer = await call(name, input)
    t.match(answer, { isError: true, text }, `${name} ${JSON.stringify(input)}`)
    t.notMatch(answer.text, /\b(GET|PUT|POST|PATCH|DELETE|HTTP|header|query|force|match\.)\b/, `${name} ${JSON.stringify(input)}`)
  }
  t.match(await call('start_faults', { failure: 'hang', account: 'alicee' }), { isError: false, text: /hits nobody: there is no account \\"alicee\\"\. Did you mean alice\?/ })
})

t.test('a capture is read below the working folder alone, and leaves no sandbox behind', async (t) => {
  const PIMS_MOCK_URL = await serve(t)
  const cwd = folder(t)
  const { call } = await open(t, { PIMS_MOCK_URL }, ['--', 'true'], { cwd })
  for (const file of ['../outside.har', join(cwd, '..', 'outside.har'), 'link.har', '.', 'none.har']) t.match(await call('compare_capture', { file }), { isError: true, text: /^There is no file "[^"]+" below the working folder/ }, file)
  t.match(await call('compare_capture', { file: 'no.har' }), { isError: true, text: /no\.har cannot be read: It is no JSON\. Export it as HAR\.$/ })
  t.match(await call('compare_capture', { file: 'packed.har.gz' }), { isError: false, text: /"different":false/ })
  t.match(await call('compare_capture', { file: 'other.har' }), { isError: false, text: /"different":"unknown: no answer of the service in it could be compared"/ }, 'of another service')
  t.match(await call('compare_capture', { file: join(cwd, 'capture.har') }), { isError: false, text: /"different":true/ })
  t.strictSame((await connect(PIMS_MOCK_URL).sandboxes()).map(({ id }) => id), ['default'])
})

t.test('a mock that is not there is told with what starts one; the next call finds it', async (t) => {
  const { call } = await open(t, { PIMS_MOCK_URL: 'http://127.0.0.1:1' }, ['--', 'true'])
  for (const name of ['get_state', 'get_sms_code', 'stop_faults', 'run_matrix']) {
    t.match(await call(name), { isError: true, text: /^No pims-mock answers at http:\/\/127\.0\.0\.1:1[^]* Start one with: node "[^"]*cli\.js" serve / }, name)
  }
})

t.test('secrets in requests are masked unless --secrets was registered', async (t) => {
  const PIMS_MOCK_URL = await serve(t)
  const sandbox = connect(PIMS_MOCK_URL).sandbox('default')
  await sandbox.call('set.smscode.modifyPhoneNumber', { smsCode: '987123', phoneNumber: '0612345678' } as never)
  for (const [words, shown] of [[[], false], [['--secrets'], true]] as const) {
    const { call } = await open(t, { PIMS_MOCK_URL }, words)
    for (const name of ['list_requests', 'explain_refusal']) t.equal((await call(name)).text.includes('987123'), shown, `${name} ${words.join()}`)
  }
})

t.test('an answer is short, however much there is', async (t) => {
  const PIMS_MOCK_URL = await serve(t)
  const sandbox = connect(PIMS_MOCK_URL).sandbox('default')
  for (let n = 0; n < 60; n++) await sandbox.call('get.trustedphonenumber', { note: 'x'.repeat(3000) } as never)
  const { call, read } = await open(t, { PIMS_MOCK_URL })
  t.ok((await call('list_requests', { limit: 50 })).text.length < 21_000)
  t.match(await read('list_requests', { limit: 2 }), { requests: { length: 2 }, more: /older/ })
})

t.test('nothing but the protocol is written, nothing is asked at the start, and the end of stdin ends the process while a call waits', async (t) => {
  const PIMS_MOCK_URL = await serve(t)
  const sandbox = connect(PIMS_MOCK_URL).sandbox('mine')
  const child = spawn(process.execPath, [program, 'mcp', '--sandbox', 'mine'], { env: { PATH: process.env.PATH, PIMS_MOCK_URL }, stdio: ['pipe', 'pipe', 'pipe'] })
  t.teardown(() => { child.kill() })
  const exit = once(child, 'exit')
  let noise = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => { noise += text })
  const send = (message: object) => child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const next = async (): Promise<unknown> => JSON.parse((await lines.next()).value ?? 'null')
  send({ id: 1, method: 'initialize', params: { protocolVersion: '2024-11-05', capabilities: {}, clientInfo: { name: 'raw', version: '1' } } })
  t.match(await next(), { id: 1, result: { protocolVersion: '2024-11-05', serverInfo: { name: 'pims-mock' }, instructions: /explain_refusal/ } })
  send({ method: 'notifications/initialized' })
  t.notOk((await connect(PIMS_MOCK_URL).sandboxes()).some(({ id }) => id === sandbox.id), 'the sandbox is not made yet')
  send({ id: 2, method: 'tools/call', params: { name: 'get_sms_code', arguments: { waitSeconds: 30 } } })
  send({ id: 3, method: 'tools/call', params: { name: 'set_clock', arguments: {} } })
  t.match(await next(), { id: 3 }, 'other calls go on meanwhile')
  child.stdin.end()
  t.strictSame(await exit, [0, null])
  t.equal((await lines.next()).done, true)
  t.equal(noise, '')
})

t.test('the end of stdin ends what the matrix runs, and leaves no sandbox', async (t) => {
  const PIMS_MOCK_URL = await serve(t)
  const child = spawn(process.execPath, [program, 'mcp', '--', process.execPath, '-e', 'fetch(process.env.PIMS_MOCK_URL + "/pims.authentication.trustedphonenumber").then(() => setInterval(() => {}, 1000))'], { env: { PATH: process.env.PATH, PIMS_MOCK_URL }, stdio: ['pipe', 'pipe', 'inherit'] })
  t.teardown(() => { child.kill() })
  const exit = once(child, 'exit')
  const send = (message: object) => child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
  send({ id: 1, method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'raw', version: '1' } } })
  send({ method: 'notifications/initialized' })
  send({ id: 2, method: 'tools/call', params: { name: 'run_matrix', arguments: { operations: ['trustedphonenumber'], failures: ['2307'] } } })
  const names = async () => (await connect(PIMS_MOCK_URL).sandboxes()).map(({ id }) => id).filter((id) => id !== 'default')
  while ((await names()).length === 0) await new Promise((resolve) => { setImmediate(resolve) })
  child.stdin.end()
  t.strictSame(await exit, [0, null])
  t.strictSame(await names(), [])
})

t.test('a tool tells how far it is to those who ask', async (t) => {
  const PIMS_MOCK_URL = await serve(t)
  const child = spawn(process.execPath, [program, 'mcp', '--', 'true'], { env: { PATH: process.env.PATH, PIMS_MOCK_URL }, stdio: ['pipe', 'pipe', 'inherit'] })
  t.teardown(() => { child.kill() })
  const send = (message: object) => child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
  send({ id: 1, method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'raw', version: '1' } } })
  send({ method: 'notifications/initialized' })
  send({ id: 2, method: 'tools/call', params: { name: 'run_matrix', arguments: { operations: ['trustedphonenumber'], failures: ['2307', 'hang'] }, _meta: { progressToken: 'p' } } })
  const told: unknown[] = []
  for await (const line of createInterface(child.stdout)) { // not by the client of the SDK, which drops what comes right before the answer
    const { id, method, params } = JSON.parse(line) as { id?: number, method?: string, params?: unknown }
    if (method === 'notifications/progress') told.push(params)
    if (id === 2) break
  }
  t.match(told, [1, 2].map((progress) => ({ progressToken: 'p', progress, total: 2, message: /^get\.trustedphonenumber \S+: unmet$/ })))
})
