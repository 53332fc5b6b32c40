import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import t from 'tap'
import { tooOld } from '../../src/lib/need-node.ts'

/** Makes a process take itself for one of an older Node.js, without what that lacks. */
const OLDER = 'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.19.5"}});delete Map.groupBy'

t.test('a Node.js that is too old is told so, one that package.json allows is not', async (t) => {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } }
  const oldest = Number(engines.node.replace('>=', ''))
  t.equal(tooOld(`${oldest}.0.0`), undefined)
  t.equal(tooOld(`${oldest + 2}.1.0`), undefined)
  t.equal(tooOld(`${oldest - 1}.9.9`), `pims-mock needs Node.js ${oldest} or newer, and this is ${oldest - 1}.9.9. Take a newer one, or the Docker image.`)
  t.equal(tooOld(), undefined)
})

t.test('server and command end with the sentence before they load what an old Node.js has not', async (t) => {
  for (const args of [['dist/server.js'], ['dist/cli.js'], ['dist/cli.js', 'ok']]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', OLDER, ...args], { encoding: 'utf8' })
    t.match({ status, stdout, stderr }, { status: 2, stdout: '', stderr: /^pims-mock needs Node\.js 22 or newer, and this is 20\.19\.5\.[^\n]*\n$/ }, args.join(' '))
  }
})

t.test('the library says it where a server is started', async (t) => {
  const script = "import('./dist/index.js').then(({ startMock }) => startMock()).catch(({ message }) => console.log(message))"
  const { stdout } = spawnSync(process.execPath, ['--import', OLDER, '-e', script], { encoding: 'utf8' })
  t.match(stdout, /^pims-mock needs Node\.js 22 or newer, and this is 20\.19\.5\./)
})
