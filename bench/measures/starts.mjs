// From the start of a process to its first answer, asked for every millisecond.
import { launch } from '../lib/server-process.mjs'
import { median, medianRatio } from '../lib/statistics.mjs'

/** @returns for each system the milliseconds, and their ratio to the first */
export async function measureStarts (systems, rounds) {
  const measured = systems.map(() => [])
  for (let round = 0; round < rounds; round++) {
    for (const [index, system] of systems.entries()) {
      const server = await launch(system)
      measured[index].push(await server.ready())
      await server.discard()
    }
  }
  return measured.map((figures) => ({ value: median(figures), ratio: medianRatio(figures, measured[0]) }))
}
