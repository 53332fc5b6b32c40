// Flows, interleaved: rate, processor time, p99, and resident memory at the start and after 50,000 requests.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { start } from '../lib/server-process.mjs'
import { median } from '../lib/statistics.mjs'

const FLOWS = 1500
const FLOWS_OF_50_000 = 16_667

/** What drives the servers, in a process of its own, which does nothing else. */
class Client {
  #child = fork(new URL('../lib/client-process.mjs', import.meta.url))
  #failed = once(this.#child, 'exit').then(([code]) => { throw new Error(`the client ended with ${code}`) })

  async drive ({ port, pid, real }, flows, options) {
    this.#child.send({ server: { port, pid, real }, flows, options })
    return await Promise.race([new Promise((resolve) => this.#child.once('message', resolve)), this.#failed])
  }

  end () {
    this.#failed.catch(() => {}) // it is meant to end now
    this.#child.disconnect()
  }
}

const shuffled = (list) => list.map((item) => [Math.random(), item]).sort(([one], [other]) => one - other).map(([, item]) => item)

/**
 * Measures several processes of each system, all alive at once: what one process costs differs from the next by a fifth.
 *
 * @param client what sends the requests, of `clients.mjs`
 * @param toMemory whether each goes on to 50,000 requests for the memory that it takes then
 * @returns for each system `{ rate, cpu, p99, memory: [start, after 50,000 requests] }`, the first three as `{ value, ratio, least, most }`:
 * the median of its processes, and the ratios to that of the first system of it, of the least and of the most
 */
export async function measureFlows (systems, { rounds, processes, warmUp, connections = 16, client: kind = 'sockets', toMemory = false }) {
  const client = new Client()
  const tried = []
  for (const [index, system] of systems.entries()) {
    for (let count = 0; count < processes; count++) {
      const server = await start(system)
      tried.push({ index, server, memory: [server.memory], done: 0, rounds: [] })
    }
  }
  const drive = async (each, flows) => {
    const before = each.done
    const result = await client.drive(each.server, flows, { connections, client: kind })
    each.done += flows
    if (before < FLOWS_OF_50_000 && each.done >= FLOWS_OF_50_000) each.memory.push(each.server.memory)
    return result
  }
  for (const each of tried) await drive(each, warmUp)
  for (let round = 0; round < rounds; round++) {
    for (const each of shuffled(tried)) each.rounds.push(await drive(each, FLOWS))
  }
  for (const each of tried) {
    if (toMemory && each.memory.length === 1) await drive(each, FLOWS_OF_50_000 - each.done)
    await each.server.discard()
  }
  client.end()

  const figuresOf = (index, field) => tried.filter((each) => each.index === index).map((each) => median(each.rounds.map((round) => round[field])))
  return systems.map((_, index) => {
    const summary = (field) => {
      const [figures, base] = [figuresOf(index, field), median(figuresOf(0, field))]
      return { value: median(figures), ratio: median(figures) / base, least: Math.min(...figures) / base, most: Math.max(...figures) / base }
    }
    const memories = tried.filter((each) => each.index === index).map((each) => each.memory)
    return { rate: summary('rate'), cpu: summary('cpu'), p99: summary('p99'), memory: [0, 1].map((moment) => median(memories.map((memory) => memory[moment]))) }
  })
}
