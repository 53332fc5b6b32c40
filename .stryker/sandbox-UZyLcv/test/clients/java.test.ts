// @ts-nocheck
import { existsSync, readdirSync } from 'node:fs'
import t from 'tap'
import { listen } from './support/server.ts'
import { has, run } from './support/tools.ts'

const MINUTES = 60_000
/** Where Debian puts the jars of its package junit5, and what that needs. */
const JARS = '/usr/share/java'
const NEEDED = /^(junit-(jupiter|platform)(-(api|engine|params|commons|console|launcher|reporting))?|opentest4j(-reporting-events)?|apiguardian-api|picocli)\.jar$/

const found = existsSync(JARS) ? readdirSync(JARS).filter((name) => NEEDED.test(name)) : []
const skip = (!has('javac', '-version') || !found.includes('junit-jupiter-engine.jar')) && 'The JUnit extension was not run here: there is no javac, or no junit5'

t.setTimeout(3 * MINUTES)

t.test('the JUnit extension, in parallel', { skip, timeout: 3 * MINUTES }, async (t) => {
  const { url } = await listen(t)
  const classes = t.testdir()
  const path = [classes, ...found.map((name) => `${JARS}/${name}`)].join(':')
  await run('javac', ['-Xlint:all,-processing,-classfile', '-cp', path, '-d', classes, 'clients/java/PimsMock.java', 'test/clients/java/PimsMockTest.java'])
  const report = await run('java', ['-cp', path, '-Djunit.jupiter.execution.parallel.enabled=true', `-Dpims.mock.url=${url}`, 'org.junit.platform.console.ConsoleLauncher', '--scan-class-path', classes, '--disable-banner', '--details=summary'])
  t.match(report, /24 tests successful/, report)
  t.match(report, /0 tests failed/)
})
