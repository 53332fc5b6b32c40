import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'

const program = fileURLToPath(new URL('../dist/server.js', import.meta.url))

type Line = Record<string, unknown> & { msg: string }
type Child = ChildProcessByStdio<null, Readable, Readable>

function run (t: Test, environment: Record<string, string> = {}, args: string[] = []): Child {
  const child = spawn(process.execPath, [program, ...args], { env: { PATH: process.env.PATH, PORT: '0', HOST: '127.0.0.1', ...environment }, stdio: ['ignore', 'pipe', 'pipe'] })
  t.teardown(() => child.kill('SIGKILL'))
  return child
}

/** Starts the program and waits until it is ready; `lines` goes on filling. */
async function ready (t: Test, environment: Record<string, string> = {}) {
  const child = run(t, environment)
  const lines: Line[] = []
  const origin = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`exit status ${code}`)))
    createInterface(child.stdout).on('line', (text) => {
      const line = JSON.parse(text) as Line
      lines.push(line)
      if (line.msg === 'pims-mock ready') resolve(new URL((line.urls as { health: string }).health).origin)
    })
  })
  const get = async (path: string, headers: Record<string, string> = { authorization: 'Bearer alice' }) => await (await fetch(origin + path, { headers })).json() as Record<string, unknown>
  /** Ends it and answers its exit status once all its lines are here. */
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal)
    const [code] = await once(child, 'close') as [number | null]
    return code
  }
  return { child, lines, origin, get, stop }
}

/** Reads lines one by one: each call answers the next that matches. */
function linesOf (output: Readable): (wanted: RegExp) => Promise<string> {
  const lines = createInterface(output)[Symbol.asyncIterator]()
  return async (wanted) => {
    for (;;) {
      const { value, done } = await lines.next()
      if (done === true) throw new Error(`no line matches ${String(wanted)}`)
      if (wanted.test(value)) return value
    }
  }
}

/** Runs the program to its end. */
async function end (t: Test, environment: Record<string, string>, args: string[] = []) {
  const child = run(t, environment, args)
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk) => { output += String(chunk) })
  child.stderr.on('data', (chunk) => { errors += String(chunk) })
  const [code] = await once(child, 'close') as [number | null]
  return { code, output, errors }
}

t.test('what Node compiles is kept for the next start, and where it cannot be, the server starts all the same and says nothing', async (t) => {
  const cache = t.testdir({ file: '' })
  for (const [folder, isKept] of [[cache, true], [`${cache}/file/no-folder`, false]] as const) {
    const { child, get, stop } = await ready(t, { TMPDIR: folder })
    let told = ''
    child.stderr.on('data', (chunk) => { told += String(chunk) })
    t.match(await get('/health'), { status: 'ok' })
    t.equal(await stop(), 0)
    t.equal(existsSync(`${folder}/node-compile-cache`), isKept)
    t.equal(told, '')
  }
})

t.test('the start ends with one line that carries every URL', async (t) => {
  const { lines, get, stop } = await ready(t)
  t.equal(lines.filter(({ msg }) => msg.includes('pims-mock ready')).length, 1)
  t.equal(lines.at(-1)?.msg, 'pims-mock ready')
  t.match(lines.at(-1), { version: /^\d+\.\d+\.\d+$/, urls: { docs: /:\d+\/docs$/, console: /\/console\/$/, pims: /^http:\/\/127\.0\.0\.1:\d+\//, admin: /\/admin/, health: /\/health$/ } })
  t.match(await get('/health'), { status: 'ok', version: /^\d+\.\d+\.\d+$/ })
  t.equal(await stop(), 0)
})

const withoutTerminal = { skip: existsSync('/usr/bin/script') ? false : 'no script(1) makes a terminal here' }

/** Runs the program on a terminal of its own. */
function onTerminal (t: Test, environment: Record<string, string> = {}) {
  const terminal = spawn('/usr/bin/script', ['-qec', `${process.execPath} ${program}`, '/dev/null'], { env: { PATH: process.env.PATH, PORT: '0', HOST: '127.0.0.1', SEED: '42', NO_COLOR: '1', ...environment }, stdio: ['ignore', 'pipe', 'inherit'] })
  t.teardown(() => terminal.kill('SIGKILL'))
  return { terminal, lines: linesOf(terminal.stdout) }
}

t.test('a terminal gets a first screen, then a line of plain words for each message; LOG_FORMAT has it one way everywhere', withoutTerminal, async (t) => {
  const { lines } = onTerminal(t)
  t.match(await lines(/pims-mock/), /^pims-mock \d+\.\d+\.\d+: \d+ accounts, SDK 2\.0\.X$/)
  const [, origin = ''] = /(http:\S+)\/console\/$/.exec(await lines(/Console/)) ?? []
  t.match(await lines(/Docs/), `${origin}/docs`)
  t.match(await lines(/Emulator/), /http:\/\/10\.0\.2\.2:\d+/)
  const [, url = ''] = /curl -H 'Authorization: Bearer alice' '(.*)'$/.exec(await lines(/Try/)) ?? []
  t.match(await (await fetch(url, { headers: { authorization: 'Bearer alice' } })).json(), { status: 'SUCCEEDED' }, 'the line to try works')
  t.match(await lines(/SMS/), /^\d\d:\d\d:\d\d {2}SMS 014028 to \+33612345678 {2}purpose=phoneNumberCertification account=alice$/)
  t.match(await lines(/SUCC/), /^\d\d:\d\d:\d\d {2}SUCCEEDED {2}get\.smscode\.phoneNumberCertification {2}alice {2}httpStatus=200 duration=\S+ id=7fb0f43a-d948$/)

  t.match(JSON.parse(await onTerminal(t, { LOG_FORMAT: 'json' }).lines(/./)), { msg: 'pims-mock ready' })
  t.match(await linesOf(run(t, { LOG_FORMAT: 'pretty' }).stdout)(/./), /^pims-mock .*accounts/)
})

t.test('it ends with its terminal', withoutTerminal, async (t) => {
  const { terminal, lines } = onTerminal(t, { LOG_FORMAT: 'json' })
  const { pid } = JSON.parse(await lines(/ready/)) as { pid: number }
  t.teardown(() => { if (lives(pid)) process.kill(pid, 'SIGKILL') })
  terminal.kill('SIGKILL')
  while (lives(pid)) await pause(10)
  t.notOk(lives(pid))
})

/** Whether a process is there, and not just waiting to be buried. */
function lives (pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

t.test('a signal ends it in order (later than 900 ms it would be 1), even while a request waits: with 0, but SIGHUP by itself', async (t) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGQUIT', 'SIGUSR2', 'SIGHUP'] as const) {
    const { child, lines, origin, stop } = await ready(t, { FAULT_HANG_MAX: '60000' })
    const waiting = Promise.allSettled([
      fetch(`${origin}/admin/sms/latest?wait=30000`),
      fetch(`${origin}/pims.authentication.trustedphonenumber`, { headers: { authorization: 'Bearer alice', 'x-fault': '{"transport":"hang"}' } })
    ])
    await fetch(`${origin}/health`)
    const status = signal === 'SIGHUP' ? null : 0
    t.equal(await stop(signal), status)
    t.ok(lines.some(({ msg }) => msg === 'pims-mock stopping'))
    t.strictSame((await waiting).map(({ status }) => status), ['rejected', 'rejected'])
    t.equal(child.exitCode, status)
    t.equal(child.signalCode, signal === 'SIGHUP' ? signal : null)
  }
})

t.test('one line for each message, and no PIN, token or code in any but the "sms sent" line', async (t) => {
  for (const LOG_CODES of ['true', 'false']) {
    const { lines, get, stop, origin } = await ready(t, { LOG_CODES, SMS_CODE: '73519' })
    await get('/pims.authentication.smscode?type=phoneNumberCertification&phoneNumber=0612345678')
    await get('/pims.authentication.smscode?type=phoneNumberCertification&phoneNumber=0639982201')
    await fetch(`${origin}/pims.authentication.smscode`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer secret-token' },
      body: JSON.stringify({ type: 'modifyPhoneNumber', smsCode: '73519', phoneNumber: '0612345678' })
    })
    await fetch(`${origin}/admin/accounts/alice`, { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: '{"pin":"86420"}' })
    await stop()

    const messages = lines.filter(({ msg }) => msg === 'message')
    t.match(messages, [
      { operation: 'get.smscode.phoneNumberCertification', account: 'alice', status: 'SUCCEEDED', id: /^[0-9a-f]{8}-[0-9a-f]{4}$/, duration: Number },
      { operation: 'get.smscode.phoneNumberCertification', account: 'alice', code: '2201' },
      { operation: 'set.smscode.modifyPhoneNumber', code: '2301' }
    ])
    t.equal(messages.length, 3)
    const text = lines.filter(({ msg }) => msg !== 'sms sent' || LOG_CODES === 'false').map((line) => JSON.stringify(line)).join('\n')
    t.notMatch(text, /73519|86420|secret-token/)
    t.match(lines.find(({ msg }) => msg === 'sms sent'), { to: '+33612345678', account: 'alice', code: LOG_CODES === 'true' ? '73519' : undefined })
  }
})

t.test('a bad configuration is exit status 2, with a line for each bad value', async (t) => {
  t.strictSame(await end(t, { PORT: 'x', SEED: 'y' }), {
    code: 2,
    output: '',
    errors: 'pims-mock: PORT must be an integer from 0 to 65535, not "x" (port to listen on; 0 takes a free one)\n' +
      'pims-mock: SEED must be an integer from 0 to 4294967295, not "y" (makes every code, id and draw reproducible)\n'
  })
  t.match(await end(t, { HOST: 'no.such.host.invalid' }), { code: 2, errors: /^pims-mock: cannot listen on no\.such\.host\.invalid/ })
})

t.test('a bad fixture is exit status 2, with the file and the path in it', async (t) => {
  const broken = async (text: string) => await end(t, { FIXTURES: t.testdir({ 'accounts.json': text }) })
  t.match(await broken('['), { code: 2, errors: /^pims-mock: \S+accounts\.json: .*JSON/ })
  t.match(await broken('[{"id":"a"},{"id":"b","blocked":"x"}]'), { code: 2, errors: /accounts\.json: 1\.blocked must be one of NotBlocked, PinBlocked, AccountBlocked, Unknown, not "x"\n$/ })
  t.match(await broken('[{"id":"a"},{"id":"a"}]'), { code: 2, errors: /accounts\.json: 1\.id repeats "a"/ })
  t.match(await end(t, { FIXTURES: t.testdir({ 'accounts.json': '[]', scenarios: 'a file' }) }), { code: 2, errors: /scenarios: ENOTDIR.* \(FIXTURES names the folder\)\n$/ })
  t.match(await end(t, { FIXTURES: '/no/such/folder' }), { code: 2, errors: /FIXTURES names the folder/ })
})

t.test('a key file that will not do is exit status 2, with its name and what is wrong', async (t) => {
  const keys = (files: Record<string, string>) => ({ FIXTURES: t.testdir({ 'accounts.json': '[{"id":"a"}]', keys: files }) })
  const folder = 'fixtures/keys'
  const good = Object.fromEntries(['factory', 'kiw', 'ms', 'oauth'].map((name) => [`${name}.pem`, readFileSync(`${folder}/${name}.pem`, 'utf8')]))
  t.match(await end(t, keys({})), { code: 2, errors: /^pims-mock: \S+keys: factory\.pem is missing \(FIXTURES names the folder\)\n$/ })
  t.match(await end(t, keys({ ...good, 'ms.pem': 'garbage' })), { code: 2, errors: /ms\.pem is not a private key in PEM/ })
  t.match(await end(t, keys({ ...good, 'oauth.pem': good['kiw.pem'] ?? '' })), { code: 2, errors: /oauth\.pem is an RSA key of 1024 bits: it should have 2048 or more/ })
})

t.test('a taken port is exit status 3', async (t) => {
  const other = createServer().listen(0, '127.0.0.1')
  t.teardown(() => other.close())
  await once(other, 'listening')
  const { port } = other.address() as { port: number }
  t.match(await end(t, { PORT: String(port) }), { code: 3, errors: `pims-mock: port ${port} is taken. Set PORT to another, or to 0 for a free one.\n` })
})

t.test('HTTPS_PORT is listened on as well; what is wrong with it ends the start', async (t) => {
  const { lines, get, stop } = await ready(t, { HTTPS_PORT: '0' })
  t.match(lines.at(-1), { urls: { https: /^https:\/\/127\.0\.0\.1:\d+$/ } })
  const { port } = new URL((lines.at(-1)?.urls as { https: string }).https)
  t.match(await end(t, { HTTPS_PORT: port }), { code: 3, errors: `pims-mock: port ${port} is taken. Set HTTPS_PORT to another, or to 0 for a free one.\n` })
  t.match(await end(t, { HTTPS_PORT: '0', TLS_CERT: '/none.pem', TLS_KEY: '/none.pem' }), { code: 2, errors: /^pims-mock: TLS_CERT: \/none\.pem cannot be read .*\n$/ })
  t.match(await get('/health'), { status: 'ok', version: /^\d+\.\d+\.\d+$/ })
  t.equal(await stop(), 0)
})

t.test('--help lists the variables, and a flag is one', async (t) => {
  t.match(await end(t, {}, ['--help']), { code: 0, output: /--sms-code-ttl +300/ })
  t.match(await end(t, {}, ['--port', 'x']), { code: 2, errors: /PORT must be/ })
})

t.test('standard output that cannot be written keeps it neither from serving nor from ending, and standard error says so', async (t) => {
  const full = openSync('/dev/full', 'w')
  t.teardown(() => closeSync(full))
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as { port: number }
  await new Promise((resolve) => other.close(resolve))
  const child = spawn(process.execPath, [program], { env: { PATH: process.env.PATH, PORT: String(port), HOST: '127.0.0.1' }, stdio: ['ignore', full, 'pipe'] })
  t.teardown(() => child.kill('SIGKILL'))
  if (child.stderr === null) throw new Error('no pipe')
  const [line] = await once(createInterface(child.stderr), 'line') as [string]
  t.equal(line, 'pims-mock: the log cannot be written (ENOSPC: no space left on device, write); pims-mock goes on without it')
  for (let index = 0; index < 3; index++) t.equal((await fetch(`http://127.0.0.1:${port}/health`)).status, 200)
  child.kill('SIGTERM')
  t.strictSame(await once(child, 'exit'), [0, null])
})

t.test('standard output that nobody reads keeps it neither from serving nor from ending', async (t) => {
  const child = run(t)
  const origin = await new Promise<string>((resolve) => child.stdout.once('data', (chunk) => {
    child.stdout.pause()
    resolve(new URL((JSON.parse(String(chunk)) as { urls: { health: string } }).urls.health).origin)
  }))
  for (let index = 0; index < 500; index++) await (await fetch(`${origin}/pims.authentication.trustedphonenumber`)).text()
  child.kill('SIGTERM')
  t.strictSame(await once(child, 'exit'), [0, null])
})
