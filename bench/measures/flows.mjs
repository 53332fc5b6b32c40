// Flows, interleaved: rate, processor time, p99, and resident memory at the start and after 50,000 requests.
import { start } from '../lib/server-process.mjs'
import { drive } from '../lib/flow.mjs'
import { median, medianRatio } from '../lib/statistics.mjs'

const FLOWS = 5000
/** With three rounds, 50,000 requests. */
const WARM_UP = 1667
const ROUNDS_TO_50_000 = 3

/** @returns for each system `{ rate, cpu, p99, memory: [start, after 50,000 requests] }`, the first three as `{ value, ratio }` to the first system */
export async function measureFlows (systems, rounds) {
  const servers = await Promise.all(systems.map(start))
  const memory = servers.map((server) => [server.memory])
  for (const server of servers) await drive(server, WARM_UP)
  const measured = servers.map(() => [])
  for (let round = 1; round <= rounds; round++) {
    for (const [index, server] of servers.entries()) {
      measured[index].push(await drive(server, FLOWS))
      if (round === ROUNDS_TO_50_000) memory[index].push(server.memory)
    }
  }
  for (const server of servers) await server.discard()
  const summary = (index, field) => {
    const figures = measured.map((rounds) => rounds.map((round) => round[field]))
    return { value: median(figures[index]), ratio: medianRatio(figures[index], figures[0]) }
  }
  return measured.map((_, index) => ({ rate: summary(index, 'rate'), cpu: summary(index, 'cpu'), p99: summary(index, 'p99'), memory: memory[index] }))
}
