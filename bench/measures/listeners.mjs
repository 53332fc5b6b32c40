// What listeners of events add to a flow: the same flows in the same rounds on a server with so many of them, and on one without.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { drive } from '../lib/flow.mjs'
import { start } from '../lib/server-process.mjs'
import { median } from '../lib/statistics.mjs'

const READERS = fileURLToPath(new URL('../lib/event-readers.mjs', import.meta.url))
/** What is listened to, and asked. */
const HOME = '/sandbox/s0'
const WARM_UP = 5000

/** Milliseconds that all threads of a process have been on a processor. */
export function cpuTime (pid) {
  const threads = readdirSync(`/proc/${pid}/task`)
  return threads.reduce((sum, thread) => sum + Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]), 0) / 1e6
}

async function listen (server, count) {
  const readers = spawn(process.execPath, [READERS, String(server.port), String(count), `${HOME}/admin/events`], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(readers.stdout, 'data')
  return readers
}

/**
 * @param builds descriptions of servers to start
 * @param counts of listeners
 * @returns for each build and count `{ name, count, cpu, ratio }`: µs of the server's processor time for each flow, and their ratio to those without in the same round
 */
export async function measureListeners (builds, counts, { rounds, flows }) {
  const cases = []
  for (const build of builds) {
    for (const count of [0, ...counts]) {
      const server = await start(build)
      await drive(server, WARM_UP, { prefixes: [HOME] })
      const readers = count > 0 ? await listen(server, count) : undefined
      if (readers !== undefined) await drive(server, flows, { prefixes: [HOME] })
      cases.push({ name: build.name, count, server, readers, figures: [] })
    }
  }
  for (let round = 0; round < rounds; round++) {
    for (const { server, figures } of cases.toSorted(() => Math.random() - 0.5)) {
      const before = cpuTime(server.pid)
      await drive(server, flows, { prefixes: [HOME] })
      figures.push((cpuTime(server.pid) - before) * 1000 / flows)
    }
  }
  for (const { server, readers } of cases) {
    readers?.kill()
    await server.discard()
  }
  return cases.map(({ name, count, figures }) => {
    const base = cases.find((other) => other.name === name && other.count === 0).figures
    return { name, count, cpu: median(figures), ratio: median(figures.map((figure, round) => figure / base[round])) }
  })
}
