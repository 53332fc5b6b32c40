import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { type CellResult, matrixJunit, matrixMarkdown } from '../../src/library/index.ts'
import { started } from '../library/support.ts'

const node = (script: string): [string, ...string[]] => [process.execPath, '--input-type=module', '--eval', script]
const EXAMPLE = 'examples/change-number'
const app: [string, ...string[]] = [process.execPath, `${EXAMPLE}/change-number.mjs`]

/** Asks for the trusted number, `again` times more while that fails, and exits with what it is told to. */
const asking = (again: number, exit: string) => node(`
  const ask = async () => (await fetch(process.env.PIMS_MOCK_URL + '/pims.authentication.trustedphonenumber', { headers: { authorization: 'Bearer alice' } })).json()
  let message = await ask()
  for (let i = 0; i < ${again} && message.error; i++) message = await ask()
  const code = message.error?.code
  process.exit(${exit})`)

t.test('each failure is met in a world of its own, and what came of it is said', async (t) => {
  const sandbox = (await started(t)).sandbox()
  const exits = 'code === undefined ? 0 : code === 2307 ? 3 : code === 2001 ? 9 : 0'
  const { results, passed } = await sandbox.matrix(asking(1, exits), { codes: [2001, 2201, 2307, 2310], told: [3], jobs: 4 })
  t.notOk(passed)
  t.match(results, [
    { operation: 'get.trustedphonenumber', failure: 2001, outcome: 'crashed', exit: 9, hits: 2, retries: 1, then: [] },
    { failure: 2201, outcome: 'survived', exit: 0, hits: 2 },
    { failure: 2307, outcome: 'told', exit: 3, hits: 2 }
  ])
  t.equal(results.length, 3, '2310 is not documented there')
  t.strictSame(await sandbox.requests(), [], 'the sandbox that it begins from is left alone')
})

t.test('a failure that was met is met, however little the journal keeps', async (t) => {
  const command = node(`
    const ask = async (path) => await (await fetch(process.env.PIMS_MOCK_URL + '/pims.authentication.' + path, { headers: { authorization: 'Bearer alice' } })).json()
    await ask('trustedphonenumber')
    await ask('trustedphonenumber')
    for (let i = 0; i < 3; i++) await ask('account?type=username&actionType=basic')`)
  for (const [journalSize, kept] of [
    [2, { hits: 2, retries: 1, then: ['get.account.username'], forgotten: 2 }],
    [4, { hits: 2, retries: 1, then: ['get.account.username'], forgotten: 1 }],
    [5, { hits: 2, retries: 1, then: ['get.account.username'], forgotten: 0 }],
    [0, { hits: 2, retries: 1, then: [], forgotten: 2 }]
  ] as const) {
    const sandbox = (await started(t, { journalSize })).sandbox()
    const report = await sandbox.matrix(command, { codes: [2307] })
    const { results: [result] } = report
    t.match(result, { operation: 'get.trustedphonenumber', failure: 2307, outcome: 'survived', ...kept }, `JOURNAL_SIZE=${journalSize}`)
    t.match(report.results, { length: 1 }, 'the operations are those that were called, though the journal has forgotten them')
    const then = kept.then.length === 0 ? '' : '; then `get.account.username`'
    t.match(matrixMarkdown(report), kept.forgotten === 0 ? `| called again 1×, failing each time${then} |` : `| called again at least 1×${then}; the journal has forgotten the rest (JOURNAL_SIZE) |`)
  }
})

t.test('a failure that passes is survived by trying again', async (t) => {
  const sandbox = (await started(t)).sandbox()
  const run = async (again: number) => (await sandbox.matrix(asking(again, 'code === undefined ? 0 : 1'), { codes: [2202], times: 1 })).results
  t.match(await run(0), [{ outcome: 'crashed', hits: 1, retries: 0 }])
  t.match(await run(1), [{ outcome: 'survived', hits: 1, retries: 1 }])
})

t.test('the network can fail too, and a command that does not end is ended', async (t) => {
  const sandbox = (await started(t)).sandbox()
  const run = async (failure: 'reset' | 'hang', timeout?: number) => (await sandbox.matrix(asking(0, '0'), { operations: ['trustedphonenumber'], codes: [failure], ...timeout !== undefined && { timeout } })).results
  t.match(await run('reset'), [{ failure: 'reset', outcome: 'crashed', output: /fetch failed/ }])
  t.match(await run('hang', 3000), [{ failure: 'hang', outcome: 'hung', exit: null }])
})

t.test('the world of each cell is that of the sandbox; the environment says what fails', async (t) => {
  const sandbox = (await started(t)).sandbox()
  await sandbox.account('alice').patch({ trustedPhoneNumber: '0639980077' })
  const { results } = await sandbox.matrix(node(`
    const { result, error } = await (await fetch(process.env.PIMS_MOCK_URL + '/pims.authentication.trustedphonenumber', { headers: { authorization: 'Bearer alice' } })).json()
    console.log(process.env.PIMS_MOCK_OPERATION, process.env.PIMS_MOCK_FAULT, process.env.COLOUR)
    if (!error && !JSON.stringify(result).includes('639980077')) process.exit(1)`), { codes: [2307], env: { COLOUR: 'blue' } })
  t.match(results, [{ outcome: 'survived', output: 'get.trustedphonenumber 2307 blue\n' }])
})

t.test('it goes on where it was interrupted', async (t) => {
  const sandbox = (await started(t)).sandbox()
  const resume = join(t.testdir(), 'matrix.json')
  const command = asking(0, 'code === undefined ? 0 : 3')
  const first = await sandbox.matrix(command, { codes: [2001, 2006], told: [3], resume })
  const ran: Array<Pick<CellResult, 'failure'>> = []
  const second = await sandbox.matrix(command, { codes: [2001, 2006, 2307], told: [3], resume, onResult: (result, done, total) => { if (done <= total) ran.push(result) } })
  t.strictSame(second.results.slice(0, 2), first.results, 'what is done is not done again')
  t.equal(ran.length, 3)
  await t.rejects(sandbox.matrix(asking(1, '0'), { resume }), /has the results of/)
  writeFileSync(resume, '{')
  await t.rejects(sandbox.matrix(command, { resume }), /is not the file of a matrix/)
})

t.test('what cannot be run is said', async (t) => {
  const sandbox = (await started(t)).sandbox()
  await t.rejects(sandbox.matrix(['no-such-program']), /no-such-program cannot be started/)
  await t.rejects(sandbox.matrix(node('console.log("no good"); process.exit(7)')), /ends with 7 though nothing is made to fail:\nno good/)
  await t.rejects(sandbox.matrix(node('')), /calls no operation\. Does it use PIMS_MOCK_URL\?/)
  await t.rejects(sandbox.matrix(asking(0, '0'), { operations: ['fly' as 'release'] }), /"fly" is not an operation\. There are set\.initialize, /)
  await t.rejects(sandbox.matrix(asking(0, '0'), { codes: [2390] }), /get\.trustedphonenumber documents none of the codes/)
  await t.rejects(sandbox.matrix(asking(0, '0'), { codes: [2310, 2999 as 2310] }), /No operation documents 2999\. /)
})

t.test('a matrix is written as JUnit', async (t) => {
  const sandbox = (await started(t)).sandbox()
  const exits = 'code === 2001 ? (console.log("<oops> & \\u001b[31mred"), 9) : 0'
  const report = await sandbox.matrix(asking(0, exits), { operations: ['get.trustedphonenumber', 'set.release'], codes: [2001, 2307], jobs: 3 })
  const junit = matrixJunit(report, new Date('2026-01-01T12:00:00.500Z'))
  t.match(junit, /tests="3" failures="1" errors="0" skipped="1" time="\d+\.\d{3}" timestamp="2026-01-01T12:00:00">/)
  t.match(junit, /<testcase classname="get\.trustedphonenumber" name="2001" time="[\d.]+"><failure type="crashed" message="crashed, exit 9: not called again">&lt;oops&gt; &amp; red\n<\/failure><\/testcase>/)
  t.match(junit, /<testcase classname="set\.release" name="2001" time="[\d.]+"><skipped/)
})

t.test('the table of the example is what its README shows', async (t) => {
  const sandbox = (await started(t)).sandbox()
  const report = await sandbox.matrix(app, { told: [3], jobs: 4 })
  const readme = readFileSync(`${EXAMPLE}/README.md`, 'utf8')
  t.ok(readme.includes(matrixMarkdown(report)), matrixMarkdown(report))
})
