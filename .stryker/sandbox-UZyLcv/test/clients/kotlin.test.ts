// @ts-nocheck
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import type { Message } from '../../clients/typescript/pims.ts'
import type { Session } from './support/client.ts'
import { testBrokenSubscription, testFacade } from './support/facade.ts'
import { listen } from './support/server.ts'
import { has, run } from './support/tools.ts'

const MINUTES = 60_000
const skip = !has('kotlinc', '-version') && 'Kotlin was not compiled here: there is no kotlinc'

/** The seed's example as a program, which is given the address of a server. */
const seedProgram = `package seed

import pimsmock.Pims

fun main(arguments: Array<String>) {
    val pims = Pims(arguments[0], device = "device-1")
${readFileSync('test/clients/seed/example.kt', 'utf8')}}
`

t.setTimeout(5 * MINUTES)

t.test('the facade in Kotlin', { skip, timeout: 5 * MINUTES }, async (t) => {
  const folder = t.testdir({ 'Seed.kt': seedProgram })
  const jar = join(folder, 'pims.jar')
  await run('kotlinc', ['clients/kotlin/Pims.kt', 'test/clients/kotlin/Drive.kt', join(folder, 'Seed.kt'), '-include-runtime', '-d', jar])
  const java = async (program: string, ...args: string[]) => await run('java', ['-cp', jar, program, ...args])

  async function drive (...sessions: readonly Session[]): Promise<Message[]> {
    const file = join(folder, 'sessions.json')
    writeFileSync(file, JSON.stringify(sessions))
    const lines = await java('pimsmock.DriveKt', file)
    return lines.trim().split('\n').map((line) => JSON.parse(line) as Message)
  }

  testFacade(t, drive)
  testBrokenSubscription(t, drive)

  t.test('the example of the seed runs as it stands', async (t) => {
    const { url, admin } = await listen(t)
    await drive({ pims: { url, device: 'device-1', loginAs: 'alice' }, calls: [['set', 'pims.authentication.user', { action: 'login' }]] })
    await java('seed.SeedKt', url)
    t.match(await admin('admin/requests'), { requests: [{ operation: 'set.smscode.modifyPhoneNumber', account: 'alice', code: 2102 }, { operation: 'set.user.login' }] })
  })
})
