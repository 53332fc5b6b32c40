import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { Pims } from '../../clients/typescript/pims.ts'
import { driveBy } from './support/client.ts'
import { testBrokenSubscription, testFacade } from './support/facade.ts'
import { example } from './support/pages.ts'
import { record } from './support/recorder.ts'
import { listen } from './support/server.ts'
import { callsIn, grammar, methodsIn } from './support/grammar.ts'
import { has, run } from './support/tools.ts'

const skip = !has('swiftc', '--version') && 'Swift was not compiled here: there is no swiftc'
const seed = readFileSync('test/clients/seed/example.swift', 'utf8')

const parse = await grammar('swift')

t.test('the facade in Swift parses, and has the vendor\'s signatures', async (t) => {
  t.strictSame(methodsIn(parse(readFileSync('clients/swift/Pims.swift', 'utf8')), 'Pims'), [
    'initialize(parameters: [String: Any], callback: @escaping Callback)',
    'release(callback: @escaping Callback)',
    'get(api: String, parameters: [String: Any], callback: @escaping Callback)',
    'set(api: String, parameters: [String: Any], callback: @escaping Callback)',
    'subscribe(api: String, parameters: [String: Any], callback: @escaping Callback)',
    'unsubscribe(api: String, callback: @escaping Callback)'
  ])
  t.throws(() => parse('func broken( {'))
})

t.test('the request of the seed\'s example, as the facade in TypeScript sends it, is understood to the byte', async (t) => {
  const calls = callsIn(parse(seed))
  t.strictSame(calls, [['set', 'pims.authentication.smscode', { type: 'modifyPhoneNumber', smsCode: ' ', phoneNumber: '0612345678' }]])

  const recorder = await record(t)
  const { url, admin, noFindings } = await listen(t)
  await new Pims(url, { device: 'device-1' }).set('pims.authentication.user', { action: 'login' })
  for (const [, api, parameters] of calls) await new Pims(recorder.url, { device: 'device-1' }).set(String(api), Object(parameters))
  t.match(await replay(url, recorder.requests[0] ?? ''), { status: 'FAILED', error: { code: 2102, label: 'Invalid smsCode parameter' } })
  t.match(await admin('admin/requests'), { requests: [{ operation: 'set.smscode.modifyPhoneNumber', account: 'alice', code: 2102 }, {}] })
  await noFindings()
})

t.test('the facade in Swift', { skip }, async (t) => {
  const folder = t.testdir({
    'Page.swift': `import Foundation\n\nfunc page() {\n${example('ios', 'swift')}}\n`,
    'Seed.swift': `import Foundation\n\nfunc runSeed(_ url: String) {\nlet pims = Pims(url, device: "device-1")\n${seed}}\n`
  })
  const program = join(folder, 'drive')
  await run('swiftc', ['clients/swift/Pims.swift', 'test/clients/swift/main.swift', join(folder, 'Seed.swift'), join(folder, 'Page.swift'), '-o', program])

  const drive = driveBy(folder, (file) => run(program, [file], { env: { ...process.env, HOME: folder } }))

  testFacade(t, drive)
  testBrokenSubscription(t, drive)

  t.test('the example of the seed runs as it stands', async (t) => {
    const { url, admin, noFindings } = await listen(t)
    await drive({ pims: { url, device: 'device-1', loginAs: 'alice' }, calls: [['set', 'pims.authentication.user', { action: 'login' }]] })
    await Promise.all([
      run(program, [url], { env: { ...process.env, HOME: folder } }),
      admin('admin/verify', { operation: 'modifyPhoneNumber', account: 'alice', code: 2102, times: 1, within: 20_000 })
    ])
    await noFindings()
  })
})

/** Sends bytes as they are, and answers the message in return. */
async function replay (url: string, request: string): Promise<unknown> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  await once(socket, 'connect')
  socket.end(request)
  const answer = await text(socket)
  return JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))
}
