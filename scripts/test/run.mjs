// npm test [-- part of a path …]: types, style and every test, one more at a time than there are cores, as many wait for a
// browser. With a part of a path, only the tests whose path contains it. The last line counts what passed and what failed.
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { Parser } from 'tap-parser'
import { bundleOf, buildTests, choose, root, tests } from './build.mjs'

/** Seconds. A test file that says nothing for so long hangs, and is stopped; how long it takes is not asked, as that is the machine's. */
const SILENCE = 600

/** Failures of one file that are told in full. */
const TOLD = 10

/** What each test file starts with: what another one has compiled is not compiled again, unless lines are counted. */
const environment = {
  ...process.env,
  TAP_TIMEOUT: String(2 * SILENCE),
  ...process.env.NODE_V8_COVERAGE === undefined && { NODE_COMPILE_CACHE: join(root, '.tests/compiled') }
}

/** Runs a program to its end. */
async function run (program, args) {
  const child = spawn(program, args, { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  const output = { out: '', err: '' }
  const timer = setTimeout(() => child.kill('SIGKILL'), SILENCE * 1000)
  for (const [name, stream] of [['out', child.stdout], ['err', child.stderr]]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output[name] += text
      timer.refresh()
    })
  }
  const [status, signal] = await new Promise((resolve) => child.once('close', (...end) => resolve(end)))
  clearTimeout(timer)
  return { ...output, ended: signal === 'SIGKILL' ? `SIGKILL, as it said nothing for ${SILENCE} s` : signal ?? status }
}

/** `npm run check`, which passes or fails as a whole. */
const check = {
  name: 'types and style',
  async play () {
    const { out, err, ended } = await run('npm', ['run', '--silent', 'check'])
    return { passed: Number(ended === 0), failures: ended === 0 ? [] : [`${out}${err}` || `ended with ${ended}`], noise: '' }
  }
}

/** An assertion that failed, with where it is and what it saw. */
function describe ({ fullname, name, diag }) {
  const { at, diff, source, stack, ...rest } = diag ?? {}
  const more = Object.keys(rest).length > 0 ? inspect(rest, { depth: 6 }) : ''
  const place = at?.fileName ? `at ${at.fileName}:${at.lineNumber}:${at.columnNumber}` : ''
  return [fullname || name, place || stack, source, diff, more].filter(Boolean).map((text) => text.trimEnd()).join('\n')
}

/** Counts the assertions of a TAP stream. The line that closes a subtest counts only where nothing in it did. */
function read (tap, onEnd) {
  const seen = { passed: 0, failures: [], skipped: [] }
  const listen = (parser) => {
    const told = () => seen.passed + seen.failures.length
    let before = 0
    parser.on('child', (child) => { before = told(); listen(child) })
    parser.on('assert', (result) => {
      if (typeof result.skip === 'string') seen.skipped.push(result.skip)
      if (result.skip || result.todo) return
      if (result.closingTestPoint && told() > before && (result.ok || seen.failures.length > 0)) return
      if (result.ok) seen.passed++
      else seen.failures.push(describe(result))
    })
  }
  const parser = new Parser(({ ok }) => onEnd({ ...seen, ok }))
  listen(parser)
  parser.end(tap)
}

/** A test file: its assertions count one by one. */
const testFile = (name) => ({
  name,
  async play () {
    const { out, err, ended } = await run(process.execPath, ['--enable-source-maps', bundleOf(name)])
    const { passed, failures, skipped, ok } = await new Promise((resolve) => read(out, resolve))
    if (failures.length === 0 && (ended !== 0 || !ok)) failures.push(`ended with ${ended}, before its plan was through\n${out.split('\n').slice(-20).join('\n')}`)
    return { passed, failures, skipped, noise: err }
  }
})

const indent = (text) => text.trimEnd().replaceAll(/^(?=.)/gm, '    ')

/** Plays one and says how it went; answers what it counts. */
async function report ({ name, play }) {
  const start = performance.now()
  const { passed, failures, skipped = [], noise } = await play()
  const time = `${((performance.now() - start) / 1000).toFixed(1)} s`
  console.log([
    `${failures.length === 0 ? 'ok    ' : 'FAILED'} ${name} (${passed}, ${time})`,
    ...failures.slice(0, TOLD).map((failure) => `  not ok: ${indent(failure).trimStart()}`),
    ...failures.length > TOLD ? [`  and ${failures.length - TOLD} more`] : [],
    ...skipped.map((reason) => `  skipped: ${reason}`),
    ...noise === '' ? [] : [indent(noise)]
  ].join('\n'))
  return { name, passed, failed: failures.length }
}

const parts = process.argv.slice(2)
const chosen = choose(parts)
if (chosen.length === 0) {
  console.error(`No test has ${parts.map((part) => `"${part}"`).join(' or ')} in its path. There are\n${indent(tests.join('\n'))}`)
  process.exit(1)
}

await buildTests(chosen)
const queue = [...parts.length === 0 ? [check] : [], ...chosen.map(testFile)]
const results = []
await Promise.all(Array.from({ length: availableParallelism() + 1 }, async () => {
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) results.push(await report(next))
}))

const sum = (key) => results.reduce((total, result) => total + result[key], 0)
const failed = results.filter((result) => result.failed > 0)
if (failed.length > 0) console.log(`\nFailed: ${failed.map(({ name }) => name).join(', ')}`)
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
process.exitCode = failed.length > 0 ? 1 : 0
