// Plays tests for Stryker within its own process: a mutant costs the tests that see it, and no start of Node and of tap. Each
// play imports the bundles anew, so that what a module does when it is loaded is mutated too.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t, { Test } from 'tap'
import { aloneOf } from './build.mjs'

/** What the code of Stryker in every file looks at. */
const seen = globalThis.__stryker__ = {}

t.setTimeout(0) // the root of tap, which plays nothing

/** Seconds without work after which a play hangs. On a machine however busy, what has work to do gets some of it done in that time. */
const IDLE = 10
/** Microseconds of the processor in a second that are not work. */
const REST = 5000

let plays = 0
let root

process.on('uncaughtException', (error) => root?.threw(error))

/**
 * Plays a test file to its end, or to the end of the first test that fails: what that was, or nothing.
 *
 * @param timeout milliseconds after which it hangs, as somebody waits for what never comes; 0 without end
 */
async function play (name, timeout) {
  globalThis.tapOfPlay = root = new Test({ name, timeout })
  root.resume()
  const ended = new Promise((resolve) => root.once('end', resolve))
  root.runMain(() => {})
  const { test } = root
  root.test = (title, ...more) => test.call(root, title, ...more.slice(0, -1), async (t) => root.passing() ? await more.at(-1)(t) : undefined)
  try {
    await import(`${pathToFileURL(join(process.cwd(), aloneOf(name))).href}?${plays++}`)
  } catch (error) {
    root.threw(error)
  }
  root.end()
  await ended
  const { ok, failures } = root.results
  return ok ? undefined : failures[0]?.fullname ?? 'it did not end'
}

/** Calls back where all that is played in this process and its threads waits. A process of a test works where this one does not see it. */
function whenIdle (hangs) {
  let idle = 0
  let before = process.cpuUsage()
  return setInterval(() => {
    const { user, system } = process.cpuUsage(before)
    before = process.cpuUsage()
    idle = user + system < REST && !process.getActiveResourcesInfo().includes('ProcessWrap') ? idle + 1 : 0
    if (idle === IDLE) hangs()
  }, 1000)
}

class Runner {
  #tests

  constructor ({ tests }) {
    this.#tests = tests
    process.env.TAP_CWD = process.cwd() // where tap makes folders of tests: it was loaded before Stryker came here
  }

  capabilities () {
    return { reloadEnvironment: true }
  }

  async dryRun ({ timeout, coverageAnalysis }) {
    const tests = []
    for (const name of this.#tests) {
      seen.currentTestId = name
      const start = performance.now()
      const failureMessage = await play(name, timeout)
      tests.push({ id: name, name, status: failureMessage === undefined ? 0 : 1, failureMessage, timeSpentMs: performance.now() - start })
    }
    return { status: 'complete', tests, ...coverageAnalysis !== 'off' && { mutantCoverage: seen.mutantCoverage } }
  }

  async mutantRun ({ activeMutant, testFilter = this.#tests, hitLimit, timeout }) {
    Object.assign(seen, { activeMutant: activeMutant.id, hitCount: hitLimit === undefined ? undefined : 0, hitLimit })
    process.env.__STRYKER_ACTIVE_MUTANT__ = activeMutant.id // for the threads and the processes that a test starts
    let nrOfTests = 0
    for (const name of testFilter) {
      nrOfTests++
      let hangs = false
      const hang = () => {
        hangs = true
        root.timeout()
      }
      const timers = [setTimeout(hang, timeout * 0.9), whenIdle(hang)] // before Stryker ends the process
      const failureMessage = await play(name, 0)
      timers.forEach(clearInterval)
      if (seen.hitCount > hitLimit) return { status: 'timeout', reason: 'it goes round and round' }
      if (hangs) return { status: 'timeout', reason: 'somebody waits' }
      if (failureMessage !== undefined) return { status: 'killed', killedBy: [name], failureMessage, nrOfTests }
    }
    return { status: 'survived', nrOfTests }
  }
}

const factory = (options) => new Runner(options)
factory.inject = ['options']

/** Says of each mutant at once that no test notices it, or that it hung, as all do on a machine that is too busy: the report comes at the end, which a long run may not reach. */
class Survivors {
  onMutantTested ({ status, fileName, location: { start }, replacement, mutatorName }) {
    if (status !== 'Killed' && status !== 'Ignored') console.log(`${status} ${fileName}:${start.line}:${start.column} ${mutatorName}: ${replacement.replaceAll(/\s+/g, ' ').slice(0, 100)}`)
  }
}

/** Leaves out texts that describe a schema: they are in the generated pages of docs/, and do nothing. */
const descriptions = {
  shouldIgnore: ({ node, parent }) => node.type === 'StringLiteral' && parent?.type === 'ObjectProperty' && ['description', 'title'].includes(parent.key.name) ? 'a description' : undefined
}

export const strykerPlugins = [
  { kind: 'TestRunner', name: 'in-process', factory },
  { kind: 'Reporter', name: 'survivors', injectableClass: Survivors },
  { kind: 'Ignore', name: 'descriptions', value: descriptions }
]
