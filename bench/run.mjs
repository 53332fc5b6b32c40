// npm run bench: this server beside a bare node:http and a bare Fastify, interleaved; medians over rounds, as ratios.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const path = (name) => fileURLToPath(new URL(name, import.meta.url))
const ROUNDS = Number(process.env.ROUNDS ?? 5)
const FLOWS = Number(process.env.FLOWS ?? 6000)
const CONCURRENCY = 16
const MEMORY_FLOWS = 50_000
const ACCOUNTS = 100_000

const mock = { name: 'pims-mock', args: ['--max-semi-space-size=2', path('../dist/server.js')], env: { PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'warn' }, real: true }
const bareHttp = { name: 'bare node:http', args: [path('servers/bare-http.mjs')], env: {} }
const bareFastify = { name: 'bare Fastify', args: [path('servers/bare-fastify.mjs')], env: {} }

/** Starts a server and answers its process and origin, found by asking until it answers. */
async function start ({ args, env }) {
  const port = 10_000 + Math.floor(Math.random() * 20_000)
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env, ...(env.PORT !== undefined && { PORT: String(port) }) }, stdio: ['ignore', 'pipe', 'inherit'] })
  const origin = env.PORT !== undefined
    ? `http://127.0.0.1:${port}`
    : await new Promise((resolve) => child.stdout.on('data', (chunk) => resolve(/ready (\S+)/.exec(String(chunk))?.[1])))
  while (!await fetch(`${origin}/health`).then((response) => response.ok, () => false)) await new Promise((resolve) => setTimeout(resolve, 10))
  return { child, origin }
}

const stop = (child) => new Promise((resolve) => { child.once('exit', resolve); child.kill() })

/** Milliseconds from the start of a process to its first answer, asked for every 2 ms. */
async function timeToFirstAnswer ({ args, env }) {
  const probe = spawn(process.execPath, [path('first-answer.mjs'), JSON.stringify({ args, env })], { stdio: ['ignore', 'pipe', 'inherit'] })
  return Number(await text(probe))
}

async function drive (origin, { real = false }, flows, client = 'agent') {
  return Number(await text(spawn(process.execPath, [path('driver.mjs'), JSON.stringify({ origin, flows, concurrency: CONCURRENCY, real, client })], { stdio: ['ignore', 'pipe', 'inherit'] })))
}

async function text (child) {
  let output = ''
  for await (const chunk of child.stdout) output += chunk
  return output
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]
const residentMb = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

/** Median flows per second of each server, one round after the other so that all meet the same machine. */
async function rates (servers, client) {
  const running = await Promise.all(servers.map(start))
  for (const [index, { origin }] of running.entries()) await drive(origin, servers[index], FLOWS / 2, client)
  const measured = servers.map(() => [])
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, { origin }] of running.entries()) measured[index].push(await drive(origin, servers[index], FLOWS, client))
  }
  for (const { child } of running) await stop(child)
  return measured.map(median)
}

async function starts (servers) {
  const measured = servers.map(() => [])
  for (let round = 0; round < ROUNDS * 3; round++) {
    for (const [index, server] of servers.entries()) measured[index].push(await timeToFirstAnswer(server))
  }
  return measured.map(median)
}

async function memory (server) {
  const { child, origin } = await start(server)
  await drive(origin, server, MEMORY_FLOWS)
  const used = residentMb(child.pid)
  await stop(child)
  return used
}

function crowded () {
  const folder = mkdtempSync(join(tmpdir(), 'pims-mock-bench-'))
  const accounts = Array.from({ length: ACCOUNTS }, (_, index) => ({ id: `crowd-${index}`, trustedPhoneNumber: `+336${10_000_000 + index}`, devices: [{ id: 'device-1' }] }))
  writeFileSync(join(folder, 'accounts.json'), JSON.stringify(accounts))
  return { ...mock, folder, name: `pims-mock, ${ACCOUNTS} accounts`, env: { ...mock.env, FIXTURES: folder } }
}

const row = (what, value, target) => console.log(`| ${what.padEnd(52)} | ${value.padStart(18)} | ${target.padStart(9)} |`)

console.log(`\n${ROUNDS} rounds of ${FLOWS} flows, ${CONCURRENCY} at a time; node ${process.version}\n`)
row('measure', 'value', 'target')
row('---', '---', '---')

for (const [client, name, target] of [['agent', 'client of node:http', '≥ 0.55'], ['sockets', 'bare sockets', '']]) {
  const [http, fastify, ours] = await rates([bareHttp, bareFastify, mock], client)
  row(`${name}: bare node:http`, `${http.toFixed(0)} flows/s`, '')
  row(`${name}: bare Fastify + TypeBox`, `${fastify.toFixed(0)} flows/s = ${(fastify / http).toFixed(2)}`, '')
  row(`${name}: pims-mock`, `${ours.toFixed(0)} flows/s = ${(ours / http).toFixed(2)}`, target)
}

const [startHttp, startFastify, startOurs] = await starts([bareHttp, bareFastify, mock])
row('start to first answer: bare node:http', `${startHttp.toFixed(0)} ms`, '')
row('start to first answer: bare Fastify', `${startFastify.toFixed(0)} ms = ${(startFastify / startHttp).toFixed(1)}`, '')
row('start to first answer: pims-mock', `${startOurs.toFixed(0)} ms = ${(startOurs / startHttp).toFixed(1)}`, '≤ 6')

row(`resident after ${MEMORY_FLOWS} flows`, `${(await memory(mock)).toFixed(0)} MB`, '≤ 130 MB')

const crowd = crowded()
const [alone, among] = await rates([mock, crowd])
rmSync(crowd.folder, { recursive: true })
row(`flow rate with ${ACCOUNTS} accounts`, (among / alone).toFixed(2), '≥ 0.90')
