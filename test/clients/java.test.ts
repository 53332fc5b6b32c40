import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { example } from './support/pages.ts'
import { record } from './support/recorder.ts'
import { listen } from './support/server.ts'
import { has, run, SHORT_LIVED } from './support/tools.ts'

/** Where Debian puts the jars of its package junit5, and what that needs. */
const JARS = '/usr/share/java'
const NEEDED = /^(junit-(jupiter|platform)(-(api|engine|params|commons|console|launcher|reporting))?|opentest4j(-reporting-events)?|apiguardian-api|picocli)\.jar$/

const found = existsSync(JARS) ? readdirSync(JARS).filter((name) => NEEDED.test(name)) : []
const skip = (!has('javac', '-version') || !found.includes('junit-jupiter-engine.jar')) && 'The JUnit extension was not run here: there is no javac, or no junit5'

/** Compiles the extension with tests, and answers how they are run. */
async function compile (t: Test, ...tests: readonly string[]) {
  const classes = t.testdir({ 'ExampleTest.java': example('java', 'java') })
  const path = [classes, ...found.map((name) => `${JARS}/${name}`)].join(':')
  const files = tests.map((name) => name === 'ExampleTest' ? join(classes, 'ExampleTest.java') : `test/clients/java/${name}.java`)
  await run('javac', [...SHORT_LIVED.map((option) => `-J${option}`), '-Xlint:all,-processing,-classfile', '-cp', path, '-d', classes, 'clients/java/PimsMock.java', ...files])
  return async (url: string) => await run('java', [...SHORT_LIVED, '-cp', path, '-Djunit.jupiter.execution.parallel.enabled=true', `-Dpims.mock.url=${url}`, 'org.junit.platform.console.ConsoleLauncher', '--scan-class-path', classes, '--disable-banner', '--details=summary'])
}

t.test('the JUnit extension, in parallel', { skip }, async (t) => {
  const { url, noFindings } = await listen(t)
  const report = await (await compile(t, 'PimsMockTest', 'ExampleTest'))(url)
  t.match(report, /29 tests successful/, report)
  t.match(report, /0 tests failed/)
  await noFindings({ SmsWhilePending: 'a test has the code sent again' })
})

t.test('a test that fails shows what was sent to its sandbox, and one without a server says so first', { skip }, async (t) => {
  const { url } = await listen(t)
  const play = await compile(t, 'FailingTest')
  await t.rejects(play(url), { message: /pims-mock: 1 request of http:\/\/\S+\/sandbox\/junit-\S+\n {2}20\S+ get\.trustedphonenumber FAILED 2301 \(/ })
  await t.rejects(play('http://127.0.0.1:1'), { message: /fails\([^]*=> [^\n]*: no pims-mock at http:\/\/127\.0\.0\.1:1: [^\n]*\. Start one, or say with pims\.mock\.url or PIMS_MOCK_URL where it is\./ })
  const { url: stranger } = await record(t, (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n<html>'))
  await t.rejects(play(stranger), { message: `no pims-mock at ${stranger}: another server answers there. Say with pims.mock.url or PIMS_MOCK_URL where it is.` })
})
