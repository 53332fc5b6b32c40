// npm run bench [-- --short] [-- --write]: pims-mock beside what it could be at best, interleaved; medians over processes and rounds.
import { readFileSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { fixturesWith } from './lib/accounts.mjs'
import { atLeast, atMost, circumstances, table } from './lib/report.mjs'
import { systems } from './lib/systems.mjs'
import { measureFlows } from './measures/flows.mjs'
import { measureGrowth } from './measures/growth.mjs'
import { measureHung } from './measures/hung.mjs'
import { measureService } from './measures/service.mjs'
import { measureSingle } from './measures/single.mjs'
import { measureStarts } from './measures/starts.mjs'

const { values: { short, write } } = parseArgs({ options: { short: { type: 'boolean' }, write: { type: 'boolean' } } })
const ROUNDS = short ? { flows: 4, single: 3, starts: 3, growth: 3 } : { flows: 9, single: 9, starts: 15, growth: 7 }
const PROCESSES = short ? 2 : 5
/** Flows of each process before it is measured. */
const WARM_UP = short ? 2000 : 10_000
const SINGLE_MS = short ? 700 : 2000
const GROWTH_FLOWS = short ? 1500 : 4000
const HUNG_SECONDS = short ? 3 : 10

const say = (what) => process.stderr.write(`${what} …\n`)
const megabytes = (bytes) => bytes / 1e6
/** A figure with its ratio to bare node:http. */
const beside = ({ value, ratio }, unit, digits = 0) => `${value.toFixed(digits)}${unit} (${ratio.toFixed(2)})`

const compared = systems(fixturesWith(1000))
/** A start reads the fixtures that come along, and a log level changes nothing of it. */
const started = compared.slice(0, 5).map((system) => system.name.startsWith('pims-mock') ? { ...system, env: { LOG_LEVEL: 'warn' } } : system)

say('flows')
const flows = await measureFlows(compared, { rounds: ROUNDS.flows, processes: PROCESSES, warmUp: WARM_UP, toMemory: true })
say('flows over one connection')
const alone = await measureFlows(compared, { rounds: ROUNDS.flows, processes: PROCESSES, warmUp: WARM_UP, connections: 1 })
say('flows by undici and by fetch')
const byClient = []
for (const client of ['undici', 'fetch']) {
  const [bare, warn] = await measureFlows([compared[0], compared[4]], { rounds: ROUNDS.flows, processes: Math.min(PROCESSES, 3), warmUp: WARM_UP / 2, client })
  byClient.push([client, beside(bare.cpu, ' µs'), beside(warn.cpu, ' µs'), `${warn.cpu.least.toFixed(2)} to ${warn.cpu.most.toFixed(2)}`])
}
say('single requests')
const single = await measureSingle(compared, ROUNDS.single, SINGLE_MS)
say('checks of the inWebo service')
const [fs, soap] = await measureService(compared[4], ROUNDS.single, SINGLE_MS)
say('starts')
const starts = await measureStarts(started, ROUNDS.starts)
say('growth')
const growth = await measureGrowth(ROUNDS.growth, GROWTH_FLOWS)
say('hung requests')
const hung = await measureHung(HUNG_SECONDS)

const [, , , , warn, info] = flows
const [, , , , warnSingle, infoSingle] = single
const [, , , , ownStart] = starts
const side = table(
  ['system', 'flows/s', 'CPU per flow', 'of processes', 'CPU per flow, 1 connection', 'p99 of a flow', 'CPU per single request', 'start → first answer', 'RSS start → 50,000 requests'],
  compared.map(({ name }, index) => {
    const { rate, cpu, p99, memory } = flows[index]
    const [before, after] = memory.map((bytes) => megabytes(bytes).toFixed(0))
    return [name, beside(rate, ''), beside(cpu, ' µs'), `${cpu.least.toFixed(2)} to ${cpu.most.toFixed(2)}`, beside(alone[index].cpu, ' µs'), beside(p99, ' ms', 1), beside(single[index], ' µs', 1), beside(starts[index] ?? ownStart, ' ms'), `${before} → ${after} MB`]
  })
)

const targets = table(['target', 'measured', 'bound', ''], [
  atMost('CPU per flow at warn, × bare node:http', warn.cpu.ratio, 1.7),
  atMost('CPU per flow at warn over one connection, × bare', alone[4].cpu.ratio, 2.4),
  atMost('CPU per flow at info, × bare node:http', info.cpu.ratio, 2.0),
  atLeast('flow rate at warn, of bare node:http', warn.rate.ratio, 0.45),
  atLeast('flow rate at info, of bare node:http', info.rate.ratio, 0.40),
  atMost('CPU of a single request at warn, × bare', warnSingle.ratio, 1.75),
  atMost('CPU of a single request at info, × bare', infoSingle.ratio, 2.1),
  atMost('CPU of a check by /FS at warn, × a request of the PIMS face', fs.ratio, 1.3),
  atMost('CPU of a check by SOAP at warn, × a request of the PIMS face', soap.ratio, 3.0),
  atMost('start to first answer, × bare', ownStart.ratio, 3.0),
  atMost('resident after 50,000 requests at warn', megabytes(warn.memory[1]), 130, ' MB', 0),
  atMost('resident after 50,000 requests at info', megabytes(info.memory[1]), 130, ' MB', 0),
  atMost('p99 of a flow at warn, × bare', warn.p99.ratio, 2.5),
  atMost('p99 of a flow at info, × bare', info.p99.ratio, 2.5),
  ...growth.map(({ name, cpu, bound = 1.1 }) => atMost(`CPU per flow with ${name}, × that without`, cpu, bound)),
  atMost('memory of each of 1,000 hung requests', hung.each / 1000, 40, ' KB', 1),
  atMost('CPU while 1,000 requests hang', hung.idle, 10, ' ms/s', 1)
])

const perClient = table(['the same flows sent by', 'bare node:http, CPU per flow', 'pims-mock at warn', 'of processes'], byClient)

const form = `npm run bench${short ? ' -- --short' : ''}`
const section = `## Node ${process.versions.node.split('.')[0]}

${circumstances(form)}

A flow issues a code, reads it from the inbox and modifies the number: 1,000 accounts, a phone number never used before in
each flow, 16 keep-alive connections over bare sockets from a process of its own, every answer checked, the log in a file.
Of each system run ${PROCESSES} processes, warmed up by ${WARM_UP} flows, in an order that changes each round. A figure is the median of its processes, each the
median of its rounds; in brackets: the ratio to that of bare node:http. "Of processes" is the ratio of the cheapest and of
the dearest one. CPU is that of all threads. The load of the machine in these minutes was ${loadavg().map((load) => load.toFixed(1)).join(', ')}: where it is well
above 1 others had the processors between two rounds, and the ratios of flows are not to be quoted.
The client is light, which gives the high end of the range: one that is slower than the servers leaves them alone more often, and
brings all ratios down, as fetch does below.
Single requests issue a code over 10 connections.

${side}

${perClient}

${targets}
`
process.stdout.write(`\n${section}`)
if (write) keep(section)
process.exit(0)

/** Puts a section into RESULTS.md, in place of the one of the same Node. */
function keep (section) {
  const file = new URL('RESULTS.md', import.meta.url)
  const [, ...sections] = readFileSync(file, 'utf8').split(/^(?=## Node )/m)
  const [title] = section.split('\n')
  const others = sections.map((other) => `${other.trimEnd()}\n`).filter((other) => !other.startsWith(`${title}\n`))
  writeFileSync(file, `# Results\n\n${[...others, section].sort().join('\n')}`)
}
