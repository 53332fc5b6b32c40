import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import t, { type Test } from 'tap'
import { program } from './support.ts'

/** Notes each signal in a file and ends a while after the first, when a second one would have come; prints where its CA is, once it listens. */
const NOTING = `
  const { appendFileSync } = require('node:fs')
  let ended
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2']) process.on(signal, () => {
    appendFileSync(process.argv[1], signal + '\\n')
    ended ??= setTimeout(() => process.exit(9), 300)
  })
  console.log(process.env.PIMS_MOCK_CA)
  setInterval(() => {}, 1000)`

/** `exec` with a program that notes signals. */
async function executing (t: Test) {
  const noted = join(t.testdir(), 'noted')
  const child = spawn(process.execPath, [program, 'exec', '--', process.execPath, '-e', NOTING, noted], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface(child.stdout)
  const [authority] = await once(lines, 'line') as [string]
  return { child, folder: dirname(authority), noted: () => readFileSync(noted, 'utf8') }
}

t.test('exec hands a signal on once, ends as the command does, and leaves no file', { skip: process.platform === 'win32' }, async (t) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'] as const) {
    const { child, folder, noted } = await executing(t)
    t.ok(existsSync(folder))
    child.kill(signal)
    t.strictSame(await once(child, 'exit'), [9, null], signal)
    t.equal(noted(), `${signal}\n`)
    t.notOk(existsSync(folder), 'the folder is gone')
  }
})

/** Runs a program in a terminal of its own, presses Ctrl-C when it has printed a line, and ends as it does. */
const IN_A_TERMINAL = `
import os, pty, sys
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
seen = b""
while b"\\n" not in seen:
    seen += os.read(terminal, 1000)
os.write(terminal, b"\\x03")
try:
    while os.read(terminal, 1000): pass
except OSError: pass
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))`

const hasPython = spawnSync('python3', ['-c', 'import pty, os; os.waitstatus_to_exitcode']).status === 0

t.test('Ctrl-C, which the terminal sends to all, is not sent again', { skip: hasPython ? false : 'no python3' }, async (t) => {
  const noted = join(t.testdir(), 'noted')
  const child = spawn('python3', ['-c', IN_A_TERMINAL, process.execPath, program, 'exec', '--', process.execPath, '-e', NOTING, noted], { stdio: 'ignore' })
  t.strictSame(await once(child, 'exit'), [9, null])
  t.equal(readFileSync(noted, 'utf8'), 'SIGINT\n')
})
