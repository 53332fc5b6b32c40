// node bench/mqtt.mjs [--clients 1000] [--commands 2000] [--rounds 5], after npm run build: what clients of MQTT take of memory, and
// what a command costs from its publication to its last answer, beside bare aedes that answers each message with three.
import { parseArgs } from 'node:util'
import { connectAsync } from 'mqtt'
import { table } from './lib/report.mjs'
import { freePort, sleep, start } from './lib/server-process.mjs'
import { median } from './lib/statistics.mjs'
import { pimsMock } from './lib/systems.mjs'

const { values } = parseArgs({ options: { clients: { type: 'string', default: '1000' }, commands: { type: 'string', default: '2000' }, rounds: { type: 'string', default: '5' } } })
const [clients, commands, rounds] = [values.clients, values.commands, values.rounds].map(Number)

const CUSTOMER = 'AP-ACNT200000000001'
const VIN = 'VR3UHZKXZL0000001'
const ANSWERS = `psa/RemoteServices/to/cid/${CUSTOMER}/#`
const EVENTS = `psa/RemoteServices/events/MPHRTServices/${VIN}`
/** Commands under way at once: a car takes 20. */
const LANES = 10

const connect = (port) => connectAsync(`mqtt://127.0.0.1:${port}`, { username: 'IMA_OAUTH_ACCESS_TOKEN', password: 'alice', clientId: '', reconnectPeriod: 0 })

/** Starts a system that listens for MQTT as well. */
async function open (system) {
  const mqttPort = await freePort()
  const server = await start({ ...system, env: { ...system.env, MQTT_PORT: String(mqttPort) } })
  return { server, mqttPort }
}

/** Sends commands until all have their last answer. @returns microseconds of processor for each */
async function drive ({ server, mqttPort }) {
  const client = await connect(mqttPort)
  await client.subscribeAsync(ANSWERS)
  let sent = 0
  let ended = 0
  const send = () => {
    const action = sent++ % 2 === 0 ? 'unlock' : 'lock'
    client.publish(`psa/RemoteServices/from/cid/${CUSTOMER}/Doors`, JSON.stringify({ access_token: 'alice', customer_id: CUSTOMER, correlation_id: String(sent), req_date: '2026-01-01T00:00:00Z', vin: VIN, req_parameters: { action } }))
  }
  const before = server.cpu
  await new Promise((resolve, reject) => {
    client.on('message', (_topic, payload) => {
      const { return_code: code } = JSON.parse(payload)
      if (code === undefined) return
      if (code !== '0') reject(new Error(`a command came to ${payload}`))
      if (++ended === commands) resolve()
      else if (sent < commands) send()
    })
    for (let lane = 0; lane < LANES; lane++) send()
  })
  const cpu = (server.cpu - before) / commands
  await client.endAsync()
  return cpu
}

const systems = [pimsMock({}, 'pims-mock'), { name: 'bare aedes', args: ['bench/servers/bare-aedes.mjs'] }]
const opened = []
for (const system of systems) opened.push({ name: system.name, ...await open(system), cpu: [] })
await opened[0].server.ask('PATCH', `/admin/accounts/alice/vehicles/${VIN}`, { body: { timing: { accept: 0, wake: 0, forward: 0, execute: 0 } } })

for (const one of opened) await drive(one) // a warm-up
for (let round = 0; round < rounds; round++) for (const one of opened) one.cpu.push(await drive(one))

const fresh = await open(systems[0])
const idle = fresh.server.memory
const all = []
for (let index = 0; index < clients; index++) {
  const client = await connect(fresh.mqttPort)
  await client.subscribeAsync([ANSWERS, EVENTS])
  all.push(client)
}
await sleep(1000)
const megabytes = (fresh.server.memory - idle) / 1024 / 1024

const [own, bare] = opened.map(({ cpu }) => median(cpu))
process.stdout.write(`${table(['', 'CPU per command', '× bare aedes'], opened.map(({ name }, index) => [name, `${[own, bare][index].toFixed(0)} µs`, ([own, bare][index] / bare).toFixed(2)]))}
${clients} clients with two subscriptions each: ${megabytes.toFixed(1)} MB over an idle start of ${(idle / 1024 / 1024).toFixed(1)} MB
`)
process.exit(0)
