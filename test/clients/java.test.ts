import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { example } from './support/pages.ts'
import { listen } from './support/server.ts'
import { has, run } from './support/tools.ts'

/** Where Debian puts the jars of its package junit5, and what that needs. */
const JARS = '/usr/share/java'
const NEEDED = /^(junit-(jupiter|platform)(-(api|engine|params|commons|console|launcher|reporting))?|opentest4j(-reporting-events)?|apiguardian-api|picocli)\.jar$/

const found = existsSync(JARS) ? readdirSync(JARS).filter((name) => NEEDED.test(name)) : []
const skip = (!has('javac', '-version') || !found.includes('junit-jupiter-engine.jar')) && 'The JUnit extension was not run here: there is no javac, or no junit5'

t.test('the JUnit extension, in parallel', { skip }, async (t) => {
  const { url } = await listen(t)
  const classes = t.testdir({ 'ExampleTest.java': example('java', 'java') })
  const path = [classes, ...found.map((name) => `${JARS}/${name}`)].join(':')
  await run('javac', ['-Xlint:all,-processing,-classfile', '-cp', path, '-d', classes, 'clients/java/PimsMock.java', 'test/clients/java/PimsMockTest.java', join(classes, 'ExampleTest.java')])
  const report = await run('java', ['-cp', path, '-Djunit.jupiter.execution.parallel.enabled=true', `-Dpims.mock.url=${url}`, 'org.junit.platform.console.ConsoleLauncher', '--scan-class-path', classes, '--disable-banner', '--details=summary'])
  t.match(report, /25 tests successful/, report)
  t.match(report, /0 tests failed/)
})
