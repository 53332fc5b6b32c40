// A server in a process of its own: started on a free port, measured through /proc, its output kept in a file.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ask } from './connection.mjs'

const running = new Set()

export async function freePort () {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address()
  probe.close()
  await once(probe, 'close')
  return port
}

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** Nanoseconds, to the nanosecond: the ticks of /proc/PID/stat are a hundredth of a second. */
const timeOnProcessor = (task) => Number(readFileSync(`${task}/schedstat`, 'utf8').split(' ')[0])

/** Processor time of all threads of a process so far, in microseconds; what a thread used that has ended is not in it. */
export function cpuOf (pid) {
  const tasks = `/proc/${pid}/task`
  return readdirSync(tasks).reduce((sum, task) => sum + timeOnProcessor(`${tasks}/${task}`), 0) / 1e3
}

class ServerProcess {
  #folder = mkdtempSync(join(tmpdir(), 'pims-mock-bench-'))

  constructor ({ name, args, env = {}, real = false, stdout, ipc = false }, port) {
    this.name = name
    this.real = real
    this.port = port
    this.started = performance.now()
    const output = openSync(join(this.#folder, 'output'), 'a')
    this.child = spawn(process.execPath, args, { env: { ...process.env, HOST: '127.0.0.1', PORT: String(port), ...env }, stdio: ['ignore', stdout ?? output, output, ...ipc ? ['ipc'] : []] })
    closeSync(output)
    this.exited = once(this.child, 'exit').then(([code, signal]) => code ?? signal)
    running.add(this)
  }

  get pid () { return this.child.pid }
  get isAlive () { return this.child.exitCode === null && this.child.signalCode === null }
  /** Whatever it wrote to stdout and stderr. */
  get output () { return readFileSync(join(this.#folder, 'output'), 'utf8') }

  /** Processor time of all its threads so far, in microseconds. */
  get cpu () { return cpuOf(this.pid) }

  /** Milliseconds that the main thread has been on a processor: while it runs, nobody else is answered. */
  get loopTime () { return timeOnProcessor(`/proc/${this.pid}`) / 1e6 }

  /** Resident memory now, and at its highest so far, in bytes. */
  get memory () { return this.#status('VmRSS') }
  get peakMemory () { return this.#status('VmHWM') }

  /** Bytes of its heap in use after a collection; of a server that runs `heap-report.mjs`, with `ipc`. */
  async heap () {
    this.child.send('heap')
    const [bytes] = await once(this.child, 'message')
    return bytes
  }

  #status (field) {
    return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${this.pid}/status`, 'utf8'))?.[1]) * 1024
  }

  ask (method, path, options) { return ask(this.port, method, path, options) }

  /** Asks until it answers; milliseconds since its start. */
  async ready () {
    while (!await this.ask('GET', '/health').then(() => true, () => false)) {
      if (!this.isAlive) throw new Error(`${this.name} ended with ${await this.exited}: ${this.output}`)
      await sleep(1)
    }
    return performance.now() - this.started
  }

  /** Ends it, by force after `grace` milliseconds; resolves to the exit status, or the name of the signal. */
  async stop (grace = 5000) {
    if (this.isAlive) this.child.kill()
    const late = setTimeout(() => this.child.kill('SIGKILL'), grace)
    const status = await this.exited
    clearTimeout(late)
    running.delete(this)
    return status
  }

  /** Ends it and forgets what it wrote. */
  async discard () {
    await this.stop()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

process.on('exit', () => { for (const { child } of running) child.kill('SIGKILL') })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))

/** Starts a server without waiting for its first answer. */
export const launch = async (description) => new ServerProcess(description, await freePort())

/** Starts a server and waits until it answers. */
export async function start (description) {
  const server = await launch(description)
  await server.ready()
  return server
}
