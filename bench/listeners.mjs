// node bench/listeners.mjs [--other FOLDER]: what 50 and 100 listeners of events add to a flow, beside another build of the package too.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fixturesWith } from './lib/accounts.mjs'
import { table } from './lib/report.mjs'
import { pimsMock } from './lib/systems.mjs'
import { measureListeners } from './measures/listeners.mjs'

const { values: { other, rounds, flows } } = parseArgs({ options: { other: { type: 'string' }, rounds: { type: 'string', default: '7' }, flows: { type: 'string', default: '2000' } } })

const own = pimsMock({ FIXTURES: fixturesWith(1000) }, 'this build')
const builds = other === undefined ? [own] : [{ ...own, name: other, args: own.args.map((argument) => argument.startsWith('--') ? argument : join(other, 'dist/server.js')) }, own]
const measured = await measureListeners(builds, [50, 100], { rounds: Number(rounds), flows: Number(flows) })
process.stdout.write(`${table(['build', 'listeners in the sandbox', 'CPU per flow', '× without'], measured.map(({ name, count, cpu, ratio }) => [name, String(count), `${cpu.toFixed(0)} µs`, ratio.toFixed(2)]))}\n`)
process.exit(0)
