// npm run bench [-- --short] [-- --write]: pims-mock beside what it could be at best, interleaved; medians over rounds.
import { writeFileSync } from 'node:fs'
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
const ROUNDS = short ? { flows: 3, single: 3, starts: 3, growth: 3 } : { flows: 9, single: 9, starts: 15, growth: 7 }
const SINGLE_MS = short ? 700 : 2000
const GROWTH_FLOWS = short ? 1500 : 4000
const HUNG_SECONDS = short ? 3 : 10

const say = (what) => process.stderr.write(`${what} …\n`)
const megabytes = (bytes) => bytes / 1e6

const compared = systems(fixturesWith(1000))
/** A start reads the fixtures that come along, and a log level changes nothing of it. */
const started = compared.slice(0, 4).map((system) => system.name.startsWith('pims-mock') ? { ...system, env: { LOG_LEVEL: 'warn' } } : system)

say('flows')
const flows = await measureFlows(compared, ROUNDS.flows)
say('single requests')
const single = await measureSingle(compared, ROUNDS.single, SINGLE_MS)
say('checks of the inWebo service')
const [fs, soap] = await measureService(compared[3], ROUNDS.single, SINGLE_MS)
say('starts')
const starts = await measureStarts(started, ROUNDS.starts)
say('growth')
const growth = await measureGrowth(ROUNDS.growth, GROWTH_FLOWS)
say('hung requests')
const hung = await measureHung(HUNG_SECONDS)

const [, , , warn, info] = flows
const [, , , warnSingle, infoSingle] = single
const [, , , ownStart] = starts
/** A figure with its ratio to bare node:http. */
const beside = ({ value, ratio }, unit, digits = 0) => `${value.toFixed(digits)}${unit} (${ratio.toFixed(2)})`

const side = table(
  ['system', 'flows/s', 'CPU per flow', 'p99 of a flow', 'CPU per single request', 'start → first answer', 'RSS start → 50,000 requests'],
  compared.map(({ name }, index) => {
    const { rate, cpu, p99, memory } = flows[index]
    const [before, after] = memory.map((bytes) => megabytes(bytes).toFixed(0))
    return [name, beside(rate, ''), beside(cpu, ' µs'), beside(p99, ' ms', 1), beside(single[index], ' µs', 1), beside(starts[index] ?? ownStart, ' ms'), `${before} → ${after} MB`]
  })
)

const targets = table(['target', 'measured', 'bound', ''], [
  atMost('CPU per flow at warn, × bare node:http', warn.cpu.ratio, 2.2),
  atMost('CPU per flow at info, × bare node:http', info.cpu.ratio, 2.6),
  atLeast('flow rate at warn, of bare node:http', warn.rate.ratio, 0.45),
  atLeast('flow rate at info, of bare node:http', info.rate.ratio, 0.40),
  atMost('CPU of a single request at warn, × bare', warnSingle.ratio, 2.0),
  atMost('CPU of a single request at info, × bare', infoSingle.ratio, 2.6),
  atMost('CPU of a check by /FS at warn, × a request of the PIMS face', fs.ratio, 1.3),
  atMost('CPU of a check by SOAP at warn, × a request of the PIMS face', soap.ratio, 3.0),
  atMost('start to first answer, × bare', ownStart.ratio, 3.0),
  atMost('resident after 50,000 requests at warn', megabytes(warn.memory[1]), 130, ' MB', 0),
  atMost('resident after 50,000 requests at info', megabytes(info.memory[1]), 130, ' MB', 0),
  atMost('p99 of a flow at warn, × bare', warn.p99.ratio, 2.5),
  atMost('p99 of a flow at info, × bare', info.p99.ratio, 2.5),
  ...growth.map(({ name, rate, cpu }) => atLeast(`flow rate with ${name}, of that without (CPU × ${cpu.toFixed(2)})`, rate, 0.90)),
  atMost('memory of each of 1,000 hung requests', hung.each / 1000, 40, ' KB', 1),
  atMost('CPU while 1,000 requests hang', hung.idle, 10, ' ms/s', 1)
])

const form = `npm run bench${short ? ' -- --short' : ''}`
const document = `# Results

${circumstances(form)}

A flow issues a code, reads it from the inbox and modifies the number: 1,000 accounts, a phone number never used before in
each flow, 16 keep-alive connections over bare sockets, every answer checked, the log in a file. In brackets: the ratio to bare node:http in the same round.
Single requests issue a code over 10 connections.

${side}

${targets}
`
process.stdout.write(`\n${document}`)
if (write) writeFileSync(new URL('RESULTS.md', import.meta.url), document)
process.exit(0)
