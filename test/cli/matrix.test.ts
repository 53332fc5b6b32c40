import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import t from 'tap'
import { connect } from '../../src/library/index.ts'
import { program, run, serve } from './support.ts'

const asking = 'await fetch(process.env.PIMS_MOCK_URL + "/pims.authentication.trustedphonenumber", { headers: { authorization: "Bearer alice" } })'
const node = (script: string) => [process.execPath, '--input-type=module', '-e', script]

t.test('a matrix brings its own server where none is named', async (t) => {
  const files = t.testdir()
  const TMPDIR = mkdtempSync(join(files, 'tmp-'))
  const matrix = ['matrix', '--codes', '2307', '2001', '--', ...node(`${asking}; process.exit(process.env.PIMS_MOCK_CA ? 0 : 1)`)]
  const { code, printed } = await run(matrix, { TMPDIR, ADMIN_TOKEN: 'secret' })
  t.equal(code, 0)
  t.match(printed, '| `get.trustedphonenumber` | 2307 | survived | 0 | not called again |')
  t.strictSame(readdirSync(TMPDIR).filter((name) => name !== 'node-compile-cache'), [], 'and leaves no file but what Node.js keeps for the next start')
  t.match(await run(['exec', '--', process.execPath, program, ...matrix], {}), { code: 0, printed: /2 cells: 2 survived\.\n1\/2 [^\n]*\n2\/2 [^\n]*$/ }, 'and exec says nothing of a sandbox that was not used')
})

t.test('what cannot be run is said in a sentence, with the exit status that shells have for it', async (t) => {
  const PIMS_MOCK_URL = await serve(t)
  for (const [words, code, printed] of [
    [['--', 'no-such-program'], 127, /^pims-mock: no-such-program cannot be started: [^\n]*$/],
    [['--', join(t.testdir({ file: '' }), 'file')], 126, /^pims-mock: \S+ cannot be started: [^\n]*EACCES$/],
    [['--', process.execPath, '-e', '0'], 1, /^pims-mock: There is nothing to run: the command calls no operation\. Does it use PIMS_MOCK_URL\?$/],
    [['--codes', 'rest', '--', 'true'], 2, 'pims-mock: --codes "rest" is not known. Did you mean reset?'],
    [['--codes', 'x', '--', 'true'], 2, /There are hang, [^\n]*, and codes such as 2310\.$/],
    [['--junit', '/nowhere/x.xml', '--codes', '2307', '--', ...node(asking)], 1, /pims-mock: cannot write \/nowhere\/x\.xml: [^\n]*$/]
  ] as const) t.match(await run(['matrix', ...words], { PIMS_MOCK_URL }), { code, printed }, words.join(' '))
})

t.test('a signal ends a matrix, its commands with what they started, and its sandboxes', { skip: process.platform === 'win32' }, async (t) => {
  const url = await serve(t)
  const mock = connect(url)
  // Each command holds a connection as long as it lives, and so does what it has started; neither ends by itself.
  const living = new Set<Socket>()
  const told = createServer(({ socket }) => {
    living.add(socket)
    socket.once('close', () => {
      living.delete(socket)
      if (living.size === 0) told.emit('none')
    })
    if (living.size === 4) told.emit('all')
  }).listen(0, '127.0.0.1')
  t.teardown(() => told.close())
  await once(told, 'listening')
  const tell = `fetch('http://127.0.0.1:${(told.address() as AddressInfo).port}')`
  const lasting = `${asking}
    if (process.env.PIMS_MOCK_FAULT) {
      (await import('node:child_process')).spawn(process.execPath, ['--input-type=module', '-e', ${JSON.stringify(tell)}])
      await ${tell}
    }`
  const child = spawn(process.execPath, [program, 'matrix', '--url', url, '--codes', '2307', '2001', '2006', '--', ...node(lasting)], { stdio: ['ignore', 'ignore', 'pipe'] })
  const lines: string[] = []
  createInterface(child.stderr).on('line', (line) => lines.push(line))
  const ended = once(child, 'exit')
  await once(told, 'all')
  const none = once(told, 'none')
  child.kill('SIGINT')
  t.strictSame(await ended, [130, null])
  t.match(lines.join('\n'), 'pims-mock: the matrix was ended by SIGINT before its first cell')
  await none
  t.strictSame((await mock.sandboxes()).map(({ id }) => id).filter((id) => id.startsWith('matrix-')), [])
})
