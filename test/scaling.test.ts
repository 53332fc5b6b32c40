import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import t, { type Test } from 'tap'

/** How many processes the files of docs/scaling name. */
const PROCESSES = 3
const SANDBOXES = 100

/** Starts a process of the mock and answers where it listens. */
async function startProcess (t: Test) {
  const child = spawn(process.execPath, ['dist/server.js', '--port', '0', '--host', '127.0.0.1'], { env: { PATH: process.env.PATH }, stdio: ['ignore', 'pipe', 'inherit'] })
  t.teardown(() => child.kill('SIGKILL'))
  for await (const line of createInterface(child.stdout)) {
    const { msg, urls } = JSON.parse(line) as { msg: string, urls?: { health: string } }
    if (msg === 'pims-mock ready' && urls !== undefined) return { child, host: new URL(urls.health).host }
  }
  throw new Error('the process ended before it was ready')
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
async function startProxy (t: Test, file: string, hosts: readonly string[], adapt: (text: string, port: number, folder: string) => string, command: (file: string, folder: string) => [string, string[]]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'pims-mock-scaling-'))
  const port = await freePort()
  const text = hosts.reduce((config, host, index) => config.replaceAll(`pims-mock-${index + 1}:3000`, host), readFileSync(`docs/scaling/${file}`, 'utf8'))
  writeFileSync(join(folder, file), adapt(text, port, folder))
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
    if (up) return origin
  }
}

const proxies = {
  nginx: (t: Test, hosts: readonly string[]) => startProxy(t, 'nginx.conf', hosts,
    (text, port, folder) => `daemon off; worker_processes 1; pid ${folder}/pid; error_log stderr;\n${text.replace('listen 3000;', `listen 127.0.0.1:${port};`).replace('access_log off;', `access_log off; client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder}; uwsgi_temp_path ${folder}; scgi_temp_path ${folder};`)}`,
    (file, folder) => ['nginx', ['-p', folder, '-c', file]]),
  haproxy: (t: Test, hosts: readonly string[]) => startProxy(t, 'haproxy.cfg', hosts,
    (text, port) => text.replace('bind :3000', `bind 127.0.0.1:${port}`),
    (file) => ['haproxy', ['-db', '-f', file]])
}

const isInstalled = (program: string) => spawnSync(program, ['-v'], { stdio: 'ignore' }).error === undefined

for (const [name, startWith] of Object.entries(proxies)) {
  t.test(`${SANDBOXES} sandboxes over ${PROCESSES} processes behind ${name}: each keeps its own state, and a process that dies takes only its own along`, { skip: isInstalled(name) ? false : `${name} is not installed` }, async (t) => {
    const processes = await Promise.all(Array.from({ length: PROCESSES }, () => startProcess(t)))
    const proxy = await startWith(t, processes.map(({ host }) => host))
    const ids = Array.from({ length: SANDBOXES }, (_, index) => `test-${index}`)
    const numberOf = (id: string) => `06399${String(ids.indexOf(id)).padStart(5, '0')}`
    const get = async (id: string) => await fetch(`${proxy}/sandbox/${id}/pims.authentication.smscode?type=phoneNumberCertification&phoneNumber=${numberOf(id)}`, { headers: { authorization: 'Bearer alice' } })
    /** A connection that the proxy has closed meanwhile, as it may where a process died behind it, is opened again. */
    const ask = async (id: string) => await get(id).catch(async () => await get(id))
    /** By the header: it must lead where the path prefix leads. */
    const inbox = async (id: string) => await (await fetch(`${proxy}/admin/sms`, { headers: { 'x-sandbox': id } })).json() as { messages: { to: string }[] }

    for (const { status } of await Promise.all(ids.map(ask))) t.equal(status, 200)
    for (const id of ids) t.match((await inbox(id)).messages, [{ to: `+33${numberOf(id).slice(1)}` }], `${id} sees its own message alone`)

    const made = await fetch(`${proxy}/admin/sandboxes/test-7`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{"seed":7}' })
    t.match(await made.json(), { id: 'test-7', seed: 7 })
    t.equal(made.status, 200, 'a sandbox is also found by its id under /admin/sandboxes')

    const instances = new Set<string>()
    const homes = await Promise.all(processes.map(async ({ host }) => {
      const { instance, sandboxes } = await (await fetch(`http://${host}/admin/sandboxes`)).json() as { instance: string, sandboxes: { id: string }[] }
      instances.add(instance)
      return sandboxes.map(({ id }) => id).filter((id) => id.startsWith('test-'))
    }))
    t.equal(instances.size, PROCESSES, 'each process has a name of its own')
    t.comment(`sandboxes for each process: ${homes.map((home) => home.length).join(', ')}`)
    t.strictSame(homes.flat().toSorted(), ids.toSorted(), 'each sandbox lives in one process')
    t.ok(homes.every((home) => home.length > SANDBOXES / PROCESSES / 4), 'no process is left out')

    const [first] = processes
    if (first === undefined) throw new Error('no process')
    first.child.kill('SIGKILL')
    await once(first.child, 'exit')
    for (const id of ids) {
      const { status } = await ask(id)
      t.equal(status >= 500, homes[0]?.includes(id), `${id} answers ${status}`)
    }
    for (const id of homes.slice(1).flat()) t.equal((await inbox(id)).messages.length, 2, `${id} has lost nothing`)
  })
}
