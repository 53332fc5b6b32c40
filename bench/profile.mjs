// npm run bench:profile [-- --level info]: where pims-mock spends its time under flows; self time by function and by package.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { fixturesWith } from './lib/accounts.mjs'
import { drive } from './lib/flow.mjs'
import { table } from './lib/report.mjs'
import { launch } from './lib/server-process.mjs'
import { pimsMock } from './lib/systems.mjs'

const { values: { level, flows } } = parseArgs({ options: { level: { type: 'string', default: 'warn' }, flows: { type: 'string', default: '30000' } } })
const root = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'pims-mock-profile-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

/** Builds the server as `npm run build` does, with a source map, and profiles the bundle under flows. */
async function profile () {
  execFileSync('npm', ['run', '--silent', 'build:server', '--', '--sourcemap'], { cwd: root, stdio: 'inherit' })
  const { args, ...rest } = pimsMock({ FIXTURES: fixturesWith(1000), LOG_LEVEL: level })
  const server = await launch({ ...rest, args: ['--cpu-prof', `--cpu-prof-dir=${folder}`, ...args] })
  const startUp = await server.ready() * 1000
  await drive(server, Number(flows))
  await server.stop()
  const recorded = readFileSync(join(folder, readdirSync(folder).find((name) => name.endsWith('.cpuprofile'))), 'utf8')
  return { ...JSON.parse(recorded), startUp }
}

const maps = new Map()
/** The source map of a bundled file. */
function mapOf (url) {
  if (!maps.has(url)) maps.set(url, new SourceMap(JSON.parse(readFileSync(`${fileURLToPath(url)}.map`, 'utf8'))))
  return maps.get(url)
}

/** The function, its source and the group that a node of the profile counts to. */
function place ({ functionName, url, lineNumber, columnNumber }) {
  const name = functionName || '(anonymous)'
  if (url === '') return { name, source: '', group: name === '(idle)' || name === '(program)' || name === '(garbage collector)' ? name : 'native' }
  if (url.startsWith('node:')) return { name, source: url, group: 'Node' }
  const { originalSource = url, originalLine = lineNumber } = mapOf(url).findEntry(lineNumber, columnNumber)
  const source = relative(root, originalSource.startsWith('file:') ? fileURLToPath(originalSource) : join(root, 'dist', originalSource))
  const dependency = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1]
  return { name, source: `${dependency === undefined ? source : `${dependency}: ${basename(source)}`}:${originalLine + 1}`, group: dependency ?? 'own code' }
}

const { nodes, samples, timeDeltas, startUp } = await profile()
const selfTime = new Map()
let elapsed = 0
for (const [index, id] of samples.entries()) {
  elapsed += timeDeltas[index]
  if (elapsed > startUp) selfTime.set(id, (selfTime.get(id) ?? 0) + timeDeltas[index])
}

const byGroup = new Map()
const byFunction = new Map()
let total = 0
for (const { id, callFrame } of nodes) {
  const { name, source, group } = place(callFrame)
  const time = selfTime.get(id) ?? 0
  if (group === '(idle)') continue
  total += time
  byGroup.set(group, (byGroup.get(group) ?? 0) + time)
  byFunction.set(`${name}\0${source}`, (byFunction.get(`${name}\0${source}`) ?? 0) + time)
}

/** The entries that cost most, with their share. */
const top = (costs, count) => [...costs].toSorted(([, a], [, b]) => b - a).slice(0, count)
  .map(([key, time]) => [...key.split('\0'), `${(time / total * 100).toFixed(1)} %`])

console.log(table(['group', 'self time'], top(byGroup, 20)))
console.log()
console.log(table(['function', 'source', 'self time'], top(byFunction, 50)))
process.exit(0)
