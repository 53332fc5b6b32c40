import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { driveBy } from './support/client.ts'
import { testBrokenSubscription, testFacade } from './support/facade.ts'
import { example } from './support/pages.ts'
import { record, SUCCEEDED } from './support/recorder.ts'
import { listen } from './support/server.ts'
import { has, run, SHORT_LIVED } from './support/tools.ts'

const skip = !has('kotlinc', '-version') && 'Kotlin was not compiled here: there is no kotlinc'

/** The seed's example as a program, which is given the address of a server. */
const seedProgram = `package seed

import pimsmock.Pims

fun main(arguments: Array<String>) {
    val pims = Pims(arguments[0], device = "device-1")
${readFileSync('test/clients/seed/example.kt', 'utf8')}}
`

/** The example of docs/clients/android.md as a program of the same kind. */
const pageProgram = `package page

import pimsmock.Pims

fun main(arguments: Array<String>) {
${example('android', 'kotlin', '$' + '{arguments[0]}')}}
`

t.test('the facade in Kotlin', { skip }, async (t) => {
  const folder = t.testdir({ 'Seed.kt': seedProgram, 'Page.kt': pageProgram })
  const jar = join(folder, 'pims.jar')
  await run('kotlinc', ['clients/kotlin/Pims.kt', 'test/clients/kotlin/Drive.kt', join(folder, 'Seed.kt'), join(folder, 'Page.kt'), '-include-runtime', '-d', jar], { env: { ...process.env, JAVA_OPTS: SHORT_LIVED.join(' ') } })
  const java = async (program: string, ...args: string[]) => await run('java', [...SHORT_LIVED, '-cp', jar, program, ...args])

  const drive = driveBy(folder, (file) => java('pimsmock.DriveKt', file))

  testFacade(t, drive)
  testBrokenSubscription(t, drive)

  t.test('release does not wait for a stream that is quiet, and a subscription outlives the timeout of a call', async (t) => {
    let isQuiet = false
    const { url, requests } = await record(t, (socket) => {
      if (requests.at(-1)?.startsWith('GET') === true) {
        const send = (event: string) => socket.write(`${event.length.toString(16)}\r\n${event}\r\n`)
        socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n')
        send('data: {"status":"SUCCEEDED"}\n\n')
        if (!isQuiet) setTimeout(() => send('data: {"status":"RESULT"}\n\n'), 1500)
        return
      }
      const body = JSON.stringify(SUCCEEDED)
      socket.end(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`)
    })
    const subscribe = ['subscribe', 'pims.vehicle.signal', {}] as const
    t.match(await drive({ pims: { url, timeout: 1000 }, calls: [subscribe], messages: 2 }), [{ status: 'SUCCEEDED' }, { status: 'RESULT' }])
    isQuiet = true // and not ended by the server either: a release that waited for it would never call back
    t.match(await drive({ pims: { url, timeout: 1000 }, calls: [subscribe, ['release']] }), [{ status: 'SUCCEEDED' }, SUCCEEDED])
  })

  t.test('the example of the seed runs as it stands', async (t) => {
    const { url, admin, noFindings } = await listen(t)
    await drive({ pims: { url, device: 'device-1', loginAs: 'alice' }, calls: [['set', 'pims.authentication.user', { action: 'login' }]] })
    await java('seed.SeedKt', url)
    t.match(await admin('admin/requests'), { requests: [{ operation: 'set.smscode.modifyPhoneNumber', account: 'alice', code: 2102 }, { operation: 'set.user.login' }] })
    await noFindings()
  })

  t.test('the example of the page prints the number', async (t) => {
    const { url, noFindings } = await listen(t)
    t.equal((await java('page.PageKt', url)).trim(), '0639980001')
    await noFindings()
  })
})
