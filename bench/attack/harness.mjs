// Runs one attack against a server of its own, and checks afterwards what must hold after every attack.
import assert from 'node:assert/strict'
import { open } from '../lib/connection.mjs'
import { flow } from '../lib/flow.mjs'
import { launch, start } from '../lib/server-process.mjs'
import { pimsMock } from '../lib/systems.mjs'

/** Milliseconds on the event loop that a bad request may take. */
export const LOOP_LIMIT = 50
const WARN = 40

/**
 * @typedef {object} Attack
 * @property {string} id
 * @property {string} title what must hold
 * @property {boolean} [short] whether the short form runs it too
 * @property {boolean} [background] runs beside the others, because it mostly waits
 * @property {Record<string, string>} [env]
 * @property {boolean} [unstarted] it starts its servers itself
 * @property {(line: object) => boolean} [mayLog] lines at warn or above that are as they should be
 * @property {(context: Context) => Promise<void>} run throws when the server does not hold
 */

/**
 * Runs an attack.
 *
 * @returns what broke, or nothing
 */
export async function attempt (attack, { seed, short }) {
  const running = []
  const up = async (description, begin = start) => {
    const server = await begin(description)
    running.push(server)
    return server
  }
  const server = attack.unstarted ? undefined : await up(pimsMock({ LOG_LEVEL: 'info', SEED: '42', ...attack.env }))
  try {
    await attack.run({ server, seed, short, up, launch: (description) => up(description, launch) })
    if (server !== undefined) await checkAfterwards(server, attack)
  } catch (error) {
    return describe(error, server)
  } finally {
    for (const each of running) await each.discard()
  }
}

function describe (error, server) {
  const exit = server !== undefined && !server.isAlive ? `the server ended with ${server.child.exitCode ?? server.child.signalCode}; ` : ''
  return exit + (error instanceof Error ? error.message.trim() : String(error))
}

/** The process lives, does its main job, has logged nothing above info, and ends when told to. */
async function checkAfterwards (server, { env = {}, mayLog }) {
  assert(server.isAlive, 'the process has ended')
  await checkMainJob(server, env.ADMIN_TOKEN)
  checkLog(server, mayLog)
  const status = await server.stop(3000)
  assert.equal(status, 0, `after SIGTERM the process ended with ${status}`)
  checkLog(server, mayLog)
}

export async function checkMainJob (server, adminToken) {
  const connection = await open(server.port, { timeout: 5000 })
  const reset = await connection.send('POST', '/admin/reset', { token: adminToken })
  assert.equal(reset.status, 204, 'POST /admin/reset')
  await flow(connection, { account: 'alice', adminToken })
  connection.close()
}

/** Nothing above info but what the attack may cause, and the line for a request that no route takes. */
export function checkLog ({ output }, mayLog = () => false) {
  for (const text of output.split('\n')) {
    if (text === '') continue
    const line = parse(text)
    assert(line !== undefined, `written, but not as a log line: ${text.slice(0, 300)}`)
    const isUnrouted = line.level === WARN && 'method' in line && 'path' in line
    assert(line.level < WARN || isUnrouted || mayLog(line), `logged above info: ${text.slice(0, 400)}`)
  }
}

function parse (text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Fails when the event loop spends more than so many milliseconds on something. */
export async function loopTimeAtMost (server, limit, what, act) {
  const before = server.loopTime
  const result = await act()
  const spent = server.loopTime - before
  assert(spent <= limit, `${what}: the event loop was busy for ${spent.toFixed(0)} ms, at most ${limit} allowed`)
  return result
}

/** The answer to a request, or `undefined` when there is none. */
export const reach = async (server, method, path, options) => await server.ask(method, path, { timeout: 5000, ...options }).catch(() => undefined)

export async function expectStatus (server, expected, method, path, options) {
  const answer = await reach(server, method, path, options)
  const allowed = [expected].flat()
  assert(answer !== undefined && allowed.includes(answer.status), `${method} ${path.slice(0, 80)}: ${answer === undefined ? 'no answer' : `${answer.status} ${answer.text.slice(0, 200)}`}, expected ${allowed.join(' or ')}`)
  return answer
}

/** JSON arrays within each other, as text: `JSON.stringify` could not write them. */
export const nested = (depth) => '['.repeat(depth) + ']'.repeat(depth)
