// node bench/mock-starts.mjs [FOLDER of a build]: processor time of all threads, in ms, that one startMock() after the other takes in a process.
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const STARTS = 5
const folder = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url))

const used = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** @returns milliseconds that something takes, and what it comes to */
async function measure (run) {
  const before = used()
  const result = await run()
  return { result, taken: used() - before }
}

const { result: { startMock }, taken: loading } = await measure(() => import(pathToFileURL(join(folder, 'dist/index.js'))))
const starts = []
for (let start = 0; start < STARTS; start++) {
  const { result: mock, taken } = await measure(() => startMock())
  await mock.stop()
  starts.push(taken.toFixed(0))
}
process.stdout.write(`loading ${loading.toFixed(0)} ms, starts ${starts.join(', ')} ms\n`)
