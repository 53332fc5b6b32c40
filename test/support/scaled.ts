import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Test } from 'tap'

/** How many processes the files of docs/scaling name. */
export const PROCESSES = 3

/** Starts a process of the mock and answers where it listens. */
async function startProcess (t: Test) {
  const child = spawn(process.execPath, ['dist/server.js', '--port', '0', '--mqtt-port', '0', '--host', '127.0.0.1'], { env: { PATH: process.env.PATH }, stdio: ['ignore', 'pipe', 'inherit'] })
  t.teardown(() => child.kill('SIGKILL'))
  for await (const line of createInterface(child.stdout)) {
    const { msg, urls } = JSON.parse(line) as { msg: string, urls?: { health: string, mqtt: string } }
    if (msg === 'pims-mock ready' && urls !== undefined) return { child, host: new URL(urls.health).host, mqtt: new URL(urls.mqtt).host }
  }
  throw new Error('the process ended before it was ready')
}

type Process = Awaited<ReturnType<typeof startProcess>>

/** Where a proxy listens. */
interface Ports {
  readonly port: number
  readonly mqttPort: number
}

/** A port that was free a moment ago: a proxy cannot be asked to take one. */
async function freePort (): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Runs a proxy with a configuration of docs/scaling, on this machine's addresses. */
async function startProxy (t: Test, file: string, processes: readonly Process[], adapt: (text: string, ports: Ports, folder: string) => string, command: (file: string, folder: string) => [string, string[]]) {
  const folder = mkdtempSync(join(tmpdir(), 'pims-mock-scaling-'))
  const port = await freePort()
  const mqttPort = await freePort()
  const text = processes.reduce((config, { host, mqtt }, index) => config.replaceAll(`pims-mock-${index + 1}:3000`, host).replaceAll(`pims-mock-${index + 1}:1883`, mqtt), readFileSync(`docs/scaling/${file}`, 'utf8'))
  writeFileSync(join(folder, file), adapt(text, { port, mqttPort }, folder))
  const [program, args] = command(join(folder, file), folder)
  const proxy = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  let complaints = ''
  proxy.stderr.on('data', (chunk) => { complaints += String(chunk) })
  t.teardown(async () => {
    proxy.kill('SIGTERM')
    if (proxy.exitCode === null) await once(proxy, 'exit')
    rmSync(folder, { recursive: true, force: true })
  })
  const origin = `http://127.0.0.1:${port}`
  for (;;) {
    if (proxy.exitCode !== null) throw new Error(`${program} ended: ${complaints}`)
    const up = await fetch(origin).then(() => true, () => false)
    if (up) return { proxy: origin, mqttPort, reload: () => proxy.kill('SIGUSR2') }
  }
}

const proxies = {
  nginx: (t: Test, of: readonly Process[]) => startProxy(t, 'nginx.conf', of,
    (text, { port }, folder) => `daemon off; worker_processes 1; pid ${folder}/pid; error_log stderr;\n${text.replace('listen 3000;', `listen 127.0.0.1:${port};`).replace('access_log off;', `access_log off; client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder}; uwsgi_temp_path ${folder}; scgi_temp_path ${folder};`)}`,
    (file, folder) => ['nginx', ['-p', folder, '-c', file]]),
  haproxy: (t: Test, of: readonly Process[]) => startProxy(t, 'haproxy.cfg', of,
    (text, { port, mqttPort }) => text.replace('bind :3000', `bind 127.0.0.1:${port}`).replace('bind :1883', `bind 127.0.0.1:${mqttPort}`),
    (file) => ['haproxy', ['-W', '-db', '-f', file]])
}

/** The proxies that docs/scaling has a configuration for. */
export const proxyNames = Object.keys(proxies) as Array<keyof typeof proxies>

/** Why a test of a proxy is skipped, where it is. */
export const skipOf = (name: string): string | false =>
  spawnSync(name, ['-v'], { stdio: 'ignore' }).error === undefined ? false : `${name} is not installed`

/** Processes of the mock behind a proxy, configured as docs/scaling says; all end with the test. */
export async function startScaled (t: Test, name: keyof typeof proxies) {
  const processes = await Promise.all(Array.from({ length: PROCESSES }, () => startProcess(t)))
  return { processes, ...await proxies[name](t, processes) }
}
