import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { generateCertificate } from '../../src/tls/self-signed.ts'
import type { Har } from '../../src/wire/request.ts'
import { program, run, serve } from './support.ts'

t.test('the walk of docs/cli.md prints what the page shows', async (t) => {
  const url = await serve(t)
  const [, walk = ''] = /```console\n(.*?)```/s.exec(readFileSync('docs/cli.md', 'utf8')) ?? []
  for (const call of walk.split(/^\$ /m).slice(1)) {
    const [command = '', ...output] = call.trimEnd().split('\n')
    const { printed } = await run(command.split(' ').slice(1), { PIMS_MOCK_URL: url })
    t.equal(printed, output.join('\n'), command)
  }
  t.match(await run(['doctor', url], {}), { code: 0, printed: /ok {2}pims-mock \d/ })
  const { port } = new URL(url)
  t.match(await run(['doctor', `http://10.0.2.2:${port}`], {}), { code: 0, printed: new RegExp(`is localhost here[^]*ok  pims-mock \\d[^]*reaches it at http://10\\.0\\.2\\.2:${port}, or at http://localhost:${port} after`) })
  t.match(await run(['doctor', `${url}/sandbox/mine/`], {}), { code: 0, printed: /ok {2}\/admin answers/ })
  t.match(await run(['doctor', `${url}/api`], {}), { code: 1, printed: new RegExp(`^!!  the path /api is not that of a sandbox: the URL is ${url}, or[^]*ok  pims-mock`) })
  t.match(await run(['doctor', `localhost:${port}`], {}), { code: 1, printed: `!!  "localhost:${port}" is not a URL. Did you mean http://localhost:${port}?` })
  t.match(await run(['doctor', 'no url'], {}), { code: 1, printed: /It is like http:\/\/localhost:3000$/ })
  t.match(await run(['fail', '2310', '--for', 'alicee'], { PIMS_MOCK_URL: url }), { code: 0, printed: /^fails [^]*; hits nobody: there is no account "alicee"\. Did you mean alice\?$/ })
  t.notMatch(await run(['fail', '2310', '--for', 'alice'], { PIMS_MOCK_URL: url }), { printed: /nobody/ })
  t.match(await run(['clock', 'freez'], { PIMS_MOCK_URL: url }), { code: 2, printed: 'pims-mock: the change "freez" is not known. Did you mean freeze?' })
  t.match(await run(['code'], { PIMS_MOCK_URL: `localhost:${port}` }), { code: 2, printed: /^pims-mock: "localhost:\d+" is not the URL of a server\. It is like [^\n]* PIMS_MOCK_URL names it\.$/ }, 'in one line')
  t.match(await run(['clock', '+5m'], { PIMS_MOCK_URL: url }), { code: 0, printed: /\(\+300 s\)$/ })
  t.match(await run(['clock', 'freeze'], { PIMS_MOCK_URL: url }), { code: 0, printed: /^\S+Z \(\+300 s\) frozen$/ })
  for (const word of ['reset', 'now']) t.match(await run(['clock', word], { PIMS_MOCK_URL: url }), { code: 0, printed: /^\S+Z$/ }, word)
  t.match(await run(['clock', 'stop'], { PIMS_MOCK_URL: url }), { code: 2, printed: 'pims-mock: the change "stop" is not known. There are freeze, run, reset, now, and durations such as +5m, -1h30m or 2d.' })
  t.match(await run(['--sandbox', 'mine', 'fail', '--on', 'modifyPhoneNumber', '--on', 'enroll', '2310'], { PIMS_MOCK_URL: url }), { code: 0, printed: /^fails modifyPhoneNumber and enroll with 2310/ })
  t.match(await run(['ok'], { PIMS_MOCK_URL: `${url}/sandbox/mine` }), { printed: '1 fault switched off.' })
  for (const failure of ['2310', '2311', 'hang']) await run(['fail', failure, '--sandbox', 'mine'], { PIMS_MOCK_URL: url })
  t.match(await run(['ok', 'hang', '2312', '--sandbox', 'mine'], { PIMS_MOCK_URL: url }), { code: 1, printed: 'pims-mock: No fault of 2312 is on. There are hang, 2311, 2310.' }, 'and leaves all on')
  t.match(await run(['ok', 'hang', '2310', '--sandbox', 'mine'], { PIMS_MOCK_URL: url }), { code: 0, printed: '2 faults switched off.' })
  t.match(await run(['ok', '--sandbox', 'mine'], { PIMS_MOCK_URL: url }), { code: 0, printed: '1 fault switched off.' })
  t.match(await run(['requests', '--curl', '--failed'], { PIMS_MOCK_URL: url }), { code: 0, printed: /^# 0 requests to http/ })
  const har = JSON.parse((await run(['requests', '--har', '--secrets'], { PIMS_MOCK_URL: url })).printed) as Har
  t.match(har.log.entries, [{ _operation: 'get.smscode.phoneNumberCertification' }])
  t.match(await run(['requests', '--markdown', '--curl'], { PIMS_MOCK_URL: url }), { code: 2, printed: /cannot be used with/ })
  for (const [words, meant] of [
    [['fail', '2310', 'alice'], '--for alice'],
    [['fail', '2310', 'modifyphonenumber'], '--on modifyPhoneNumber'],
    [['code', 'alice'], '--account alice'],
    [['code', 'zoe'], '--account zoe'],
    [['code', '0612345678'], '--to 0612345678'],
    [['requests', 'failed'], '--failed']
  ] as const) t.match(await run(words, { PIMS_MOCK_URL: url }), { code: 2, printed: new RegExp(`^pims-mock: ${words[0]} does not take the word "${words.at(-1)}"\\. Did you mean ${meant}\\?$`) })
  t.match(await run(['why', '1'], { PIMS_MOCK_URL: url }), { code: 2, printed: /pims-mock why --help says what it takes\.$/ })
  t.match(await run(['fail', '23x'], { PIMS_MOCK_URL: url }), { code: 2, printed: /There are hang, reset, [^\n]* or a code such as 2310\.$/ })
  t.match(await run(['completion', 'powershell'], {}), { code: 2, printed: /There are bash, zsh, fish\.$/ })
  t.match(await run(['code', '--wait', 'abc'], { PIMS_MOCK_URL: url }), { code: 2, printed: 'pims-mock: "abc" is not a number. Write digits, such as 3.' })
})

t.test('why tells a fault of a rule from one that the request asked for itself', async (t) => {
  const url = await serve(t)
  const ask = (headers: Record<string, string> = {}) => fetch(`${url}/pims.authentication.trustedphonenumber`, { headers: { authorization: 'Bearer alice', ...headers } })
  const fault = async () => /^Fault: .*$/m.exec((await run(['why'], { PIMS_MOCK_URL: url })).printed)?.[0]
  await ask({ 'x-fault': '2204' })
  t.equal(await fault(), 'Fault:  asked for by the request itself (X-Fault, or a magic number)')
  await run(['fail', '2204'], { PIMS_MOCK_URL: url })
  await ask()
  t.match(await fault(), /^Fault: {2}the rule fault-\w+; pims-mock ok switches it off$/)
})

t.test('exec gives the command a server, and ends as the command does', async (t) => {
  const script = 'fetch(process.env.PIMS_MOCK_URL + "/health").then(({ ok }) => process.exit(ok && process.env.PIMS_MOCK_CA ? 7 : 1))'
  t.strictSame(await run(['exec', '--', process.execPath, '-e', script], {}), { code: 7, printed: '' }, 'and says nothing of a sandbox that was not used')
  const asking = 'fetch(process.env.PIMS_MOCK_URL + "/pims.authentication.trustedphonenumber", { headers: { authorization: "Bearer bob" } })'
  t.match(await run(['exec', '--', process.execPath, '-e', asking], {}), { code: 0, printed: /^pims-mock: 1 of \d+ documented codes were answered in the default sandbox$/ })
  const { printed } = await run(['exec', '--', process.execPath, '-e', 'console.log(process.env.PIMS_MOCK_CA)'], {})
  const [certificate = ''] = printed.split('\n')
  t.match(certificate, /ca\.pem$/)
  t.notOk(existsSync(dirname(certificate)), 'and leaves no file behind')
  const seed = ['-e', 'fetch(process.env.PIMS_MOCK_URL + "/admin/sandboxes/default").then((answer) => answer.json()).then(({ seed }) => console.log(seed, ...process.argv.slice(1)))']
  t.match(await run(['exec', '--seed', '43', '--', process.execPath, ...seed, '--', '-x'], {}), { code: 0, printed: /^43 -x$/m }, 'settings as flags')
  t.match(await run(['exec', process.execPath, ...seed, '--', '-x'], { SEED: '44' }), { code: 0, printed: /^44 -x$/m })
  for (const words of [['--seed', '43', 'true'], ['--seed', '43', '--']]) t.match(await run(['exec', ...words], {}), { code: 2, printed: /^pims-mock: the command is missing\. Write it after --/ })
  t.match(await run(['exec', '--sed', '43', '--', 'true'], {}), { code: 2, printed: /Did you mean --seed\?/ })
  t.match(await run(['exec', '--', 'no-such-program'], {}), { code: 127, printed: /cannot run no-such-program/ })
})

t.test('says its version, its settings and where they come from, and what a shell completes', async (t) => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  t.strictSame(await run(['--version'], {}), { printed: version, code: 0 })
  t.strictSame(await run(['-v'], {}), { printed: version, code: 0 })
  t.strictSame(await run(['--prot', '0'], {}), { printed: "pims-mock: Unknown option '--prot'. Did you mean --port? pims-mock serve --help lists the flags.", code: 2 })
  t.match(await run(['--zzzzzz'], {}), { printed: "pims-mock: Unknown option '--zzzzzz'. pims-mock serve --help lists the flags." })
  t.match(await run(['serve', '--help'], {}), { printed: /--port/, code: 0 })
  const { printed } = await run(['config', '--port', '0'], { SEED: '7', ADMIN_TOKEN: 'secret' })
  t.match(printed, /^PORT +0 +--port$/m)
  t.match(printed, /^SEED +7 +environment$/m)
  t.match(printed, /^MAX_SANDBOXES +1000 +default$/m)
  t.notMatch(printed, 'secret')
  t.match(await run(['config', '--port', 'x'], {}), { code: 2, printed: /^pims-mock: PORT must be .*, not "x"[^\n]*$/ }, 'in one line')
  t.match(await run(['exec', '--', 'true'], { FIXTURES: '/nowhere' }), { code: 2, printed: /^pims-mock: \/nowhere\/accounts.json: [^\n]*$/ })
  t.match(await run(['doctor', 'http://127.0.0.1:9'], {}), { code: 1, printed: /^!! {2}/m })
  t.match(await run(['--help'], {}), { code: 0, printed: /exec <command/ })
})

t.test('a reader that has read enough ends the command without an error', async (t) => {
  const child = spawn(process.execPath, [program, 'completion', 'bash'], { stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.destroy()
  let complaints = ''
  child.stderr.on('data', (chunk) => { complaints += String(chunk) })
  t.strictSame(await once(child, 'close'), [0, null])
  t.equal(complaints, '')
})

t.test('the doctor tells what is wrong with HTTPS, and what mends it', async (t) => {
  const { key, cert, authority } = await generateCertificate(['localhost'], Date.now())
  const other = createServer({ key, cert }, (_request, response) => { response.end() }).listen(0, '127.0.0.1')
  t.teardown(() => new Promise((resolve) => other.close(resolve)))
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const plain = await serve(t)
  const trusted = { NODE_EXTRA_CA_CERTS: join(t.testdir({ 'ca.pem': authority }), 'ca.pem') }
  t.match(await run(['doctor', `https://127.0.0.1:${port}`], trusted), { code: 1, printed: 'start the server with TLS_NAMES=127.0.0.1' })
  for (const [url, advice] of [
    [`https://127.0.0.1:${port}`, 'the certificate is not trusted: fetch /admin/ca.pem'],
    [`http://127.0.0.1:${port}`, 'HTTPS may be spoken there, use https://'],
    [plain.replace('http:', 'https:'), 'no HTTPS is spoken there: use http://']
  ] as const) t.match(await run(['doctor', url], {}), { code: 1, printed: advice }, url)
})

t.test('a server with an admin token asks every verb for the variable', async (t) => {
  const PIMS_MOCK_URL = await serve(t, { ADMIN_TOKEN: 'right' })
  for (const verb of ['ok', 'tail', 'doctor']) {
    t.match(await run([verb], { PIMS_MOCK_URL }), { code: 1, printed: /this server has an ADMIN_TOKEN\. Set the variable ADMIN_TOKEN to it/ }, verb)
    t.match(await run([verb], { PIMS_MOCK_URL, ADMIN_TOKEN: 'wrong' }), { code: 1, printed: /this server has another ADMIN_TOKEN/ }, verb)
  }
  t.match(await run(['ok'], { PIMS_MOCK_URL, ADMIN_TOKEN: 'right' }), { code: 0, printed: 'No fault was on.' })
})
