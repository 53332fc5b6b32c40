// What a user of the package meets, tried: packed, installed into an empty project, its tests run there, its types compiled,
// and the package judged by publint and arethetypeswrong. Needs the registry. Last line: "N passed, N failed".
import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** The oldest frameworks that are said to work are in `peerDependencies`; these are those of today that run here. */
const frameworks = ['vitest@5.1.2', '@playwright/test@1.65.1', 'testcontainers@11.14.0', '@types/node@22', 'typescript@5.9.3']
const judges = ['publint@0.3.25', '@arethetypeswrong/cli@0.18.5']

const parent = await mkdtemp(join(tmpdir(), 'pims-mock-package-'))
/** The project, beside a clone, as docs/library.md has it. */
const work = join(parent, 'app')
let passed = 0
let failed = 0

async function run (program, args, cwd = work) {
  const { stdout, stderr } = await promisify(execFile)(program, args, { cwd, maxBuffer: 64 * 1024 * 1024, env: { ...process.env, CI: 'true', NO_COLOR: '1' } })
  return stdout + stderr
}

async function check (name, play) {
  const start = performance.now()
  try {
    const said = await play()
    passed++
    console.log(`ok     ${name}${said === undefined ? '' : `: ${said}`} (${((performance.now() - start) / 1000).toFixed(1)} s)`)
  } catch (error) {
    failed++
    console.log(`FAILED ${name}\n${[error.message, error.stdout, error.stderr].filter(Boolean).join('\n').replaceAll(/^/gm, '    ')}`)
  }
}

const expect = (condition, complaint) => { if (!condition) throw new Error(complaint) }

/** The size of a folder, in bytes. */
async function sizeOf (folder) {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((file) => file.isFile())
  return (await Promise.all(files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size))).reduce((sum, size) => sum + size, 0)
}

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`
const here = (name) => join(work, name)
const tsc = (project) => run('node', [here('node_modules/typescript/bin/tsc'), '--project', project])

await cp(join(root, 'examples/vitest'), work, { recursive: true })
await symlink(root, join(parent, 'pims-mock'))
const page = await readFile(join(root, 'docs/library.md'), 'utf8')
const [pack, install] = /^## Install$.*?```sh\n(.*?)```/ms.exec(page)[1].trim().split('\n')
await run('bash', ['-c', pack])
const filename = (await readdir(work)).find((name) => name.endsWith('.tgz'))
console.log(`package: ${megabytes((await stat(here(filename))).size)} packed`)

await check('is installed alone, by the lines of docs/library.md, without a warning', async () => {
  const said = await run('bash', ['-c', `${install} --no-audit --no-fund`])
  expect(!/warn/i.test(said), said)
  const packages = (await readdir(here('node_modules'))).filter((name) => !name.startsWith('.'))
  expect(packages.join() === 'pims-mock', `installed with it: ${packages.join(', ')}`)
  return megabytes(await sizeOf(here('node_modules')))
})

await check('the command says what it is', async () => {
  const help = await run(here('node_modules/.bin/pims-mock'), ['--help'])
  expect(help.includes('pims-mock'), help)
})

await check('its types need no other package', async () => {
  await run('npm', ['install', '--no-audit', '--no-fund', '--save-dev', 'typescript@5.9.3'])
  await writeFile(here('alone.ts'), "import { connect, startMock } from 'pims-mock'\nexport const mock = await startMock({ https: true, smsCodeTtl: 60 })\nexport const code: string = await connect(mock.url).sandbox().sms({ to: '0612345678' })\n")
  const { compilerOptions } = JSON.parse(await readFile(here('tsconfig.json'), 'utf8'))
  await writeFile(here('alone.json'), JSON.stringify({ compilerOptions: { ...compilerOptions, lib: ['es2022'] }, files: ['alone.ts'] }))
  await tsc('alone.json')
})

await check('its types compile with the frameworks', async () => {
  await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--save-dev', ...frameworks])
  await writeFile(here('frameworks.ts'), [
    "import { expect, test } from 'pims-mock/playwright'",
    "import { PimsMockContainer } from 'pims-mock/testcontainers'",
    "import { testWith } from 'pims-mock/vitest'",
    "test('a page', async ({ page, pims, mock }) => { await page.goto(mock.url); expect(await pims.sms()).toBe('1') })",
    "testWith({ seed: 42 })('a test', async ({ pims }) => { await pims.ok() })",
    'export const container = await new PimsMockContainer().withSettings({ seed: 42 }).withReuse().start()',
    'export const code: string = await container.sandbox().sms()',
    'await container.stop()',
    ''
  ].join('\n'))
  await writeFile(here('frameworks.json'), JSON.stringify({ extends: './tsconfig.json', compilerOptions: { types: ['node'], lib: ['es2023', 'dom', 'dom.iterable', 'esnext.disposable'] }, files: ['frameworks.ts', 'phone-number.test.ts'] }))
  await tsc('frameworks.json')
})

await check('its package.json names nothing that is not there, and runs nothing where it is installed', async () => {
  const { scripts, devDependencies, exports, typesVersions, main, types, bin } = JSON.parse(await readFile(here('node_modules/pims-mock/package.json'), 'utf8'))
  expect(scripts === undefined && devDependencies === undefined, 'it has scripts')
  const files = JSON.stringify([exports, typesVersions, main, types, bin]).match(/"(?:\.\/)?[^"]*\.(?:c?js|d\.c?ts|json)"/g).map((name) => JSON.parse(name)).filter((name) => name.includes('/'))
  for (const file of files) expect(await stat(here(join('node_modules/pims-mock', file))).catch(() => false), `${file} is not there`)
  return `${files.length} files`
})

await check('TypeScript finds every entry, however it looks for modules', async () => {
  const source = [
    "import { connect, startMock, type StartedMock } from 'pims-mock'",
    "import { expect, test } from 'pims-mock/playwright'",
    "import { PimsMockContainer } from 'pims-mock/testcontainers'",
    "import { testWith } from 'pims-mock/vitest'",
    'export const start = async (): Promise<StartedMock> => await startMock({ https: true, smsCodeTtl: 60 })',
    "export const code = async (): Promise<string> => await connect('http://localhost:3000').sandbox().sms({ to: '0612345678' })",
    "test('a page', async ({ pims }) => { expect(await pims.sms()).toBe('1') })",
    "testWith({ seed: 42 })('a test', async ({ pims }) => { await pims.ok() })",
    'export const container = new PimsMockContainer().withSettings({ seed: 42 })',
    '// @ts-expect-error no such setting',
    'export const wrong = startMock({ seeds: 42 })',
    ''
  ].join('\n')
  for (const name of ['entries.cts', 'entries.mts', 'entries.ts']) await writeFile(here(name), source)
  const ways = [
    ['node10', 'commonjs', 'node10', 'entries.ts'], ['node16, CommonJS', 'node16', 'node16', 'entries.cts'], ['node16', 'node16', 'node16', 'entries.mts'],
    ['nodenext', 'nodenext', 'nodenext', 'entries.mts'], ['nodenext, CommonJS', 'nodenext', 'nodenext', 'entries.cts'], ['bundler', 'esnext', 'bundler', 'entries.ts']
  ]
  for (const [way, module, moduleResolution, file] of ways) {
    const compilerOptions = { target: 'es2022', module, moduleResolution, strict: true, noEmit: true, types: ['node'], lib: ['es2023', 'dom', 'dom.iterable', 'esnext.disposable'], skipLibCheck: true }
    await writeFile(here('way.json'), JSON.stringify({ compilerOptions, files: [file] }))
    await tsc('way.json').catch((error) => { throw new Error(`${way}: ${error.stdout}`) })
  }
  return ways.map(([way]) => way).join(', ')
})

await check('what the contract does not have does not compile', async () => {
  const source = await readFile(join(root, 'test/client/typing.test.ts'), 'utf8')
  const body = source.slice(source.indexOf('/** Never run'), source.indexOf('t.test('))
  const wrong = [...body.matchAll(/^ *\/\/ @ts-expect-error .*\n(.*)$/gm)]
  expect(wrong.length >= 15, `only ${wrong.length} cases`)
  await writeFile(here('wrong.ts'), `import { connect } from 'pims-mock'\n${body}`)
  await writeFile(here('wrong.json'), JSON.stringify({ extends: './tsconfig.json', files: ['wrong.ts'] }))
  await tsc('wrong.json')
  return `${wrong.length} cases`
})

await check('its tests and that of the README run in parallel, a sandbox each', async () => {
  const [, example] = /```ts\n(.*?)```/s.exec(await readFile(join(root, 'README.md'), 'utf8'))
  await writeFile(here('readme.test.ts'), example)
  const output = await run('npm', ['test'])
  return /Tests +(.*)/.exec(output)?.[1]
})

await check('a test that fails shows what was asked', async () => {
  await writeFile(here('failing.test.ts'), "import { test } from 'pims-mock/vitest'\nimport { expect } from 'vitest'\ntest('fails', async ({ pims }) => {\n  await pims.call('get.trustedphonenumber', {}, { account: 'bob' })\n  await fetch(new URL('no/such/path', pims.url + '/'))\n  expect(1).toBe(2)\n})\n")
  const { stdout, stderr } = await run('npm', ['test', '--', 'failing.test.ts']).then(() => { throw new Error('it passed') }, (error) => error)
  expect(/get\.trustedphonenumber bob FAILED 2307/.test(stdout + stderr), stdout + stderr)
})

await check('Playwright runs with it, and attaches the journal of a test that fails', async () => {
  await writeFile(here('page.spec.ts'), "import { expect, test } from 'pims-mock/playwright'\ntest('passes', async ({ pims }) => { expect((await pims.call('get.trustedphonenumber')).status).toBe('SUCCEEDED') })\ntest('fails', async ({ pims }) => { await pims.call('get.trustedphonenumber', {}, { account: 'bob' }); expect(1).toBe(2) })\n")
  await writeFile(here('playwright.config.ts'), "export default { testMatch: 'page.spec.ts', fullyParallel: true }\n")
  const { stdout } = await run('node', [here('node_modules/@playwright/test/cli.js'), 'test', '--reporter=line']).then(() => { throw new Error('it passed') }, (error) => error)
  expect(/1 failed/.test(stdout) && /1 passed/.test(stdout) && /pims-mock journal/.test(stdout) && /get\.trustedphonenumber bob FAILED 2307/.test(stdout), stdout)
})

await check('the container class loads beside Testcontainers', async () => {
  await writeFile(here('container.mjs'), "import { PimsMockContainer } from 'pims-mock/testcontainers'\nnew PimsMockContainer().withSettings({ seed: 42 })\n")
  await run('node', ['container.mjs'])
})

for (const jest of ['jest@30.5.2', 'jest@29.7.0']) {
  await check(`${jest} requires it and, by babel, imports it; faked timers and a jsdom stop no answer`, async () => {
    const [, example] = /^## Jest$.*?```js\n(.*?)```/ms.exec(page)
    const folder = await mkdtemp(join(tmpdir(), 'pims-mock-jest-'))
    const inside = (name) => join(folder, name)
    try {
      await writeFile(inside('package.json'), '{ "private": true }')
      await writeFile(inside('babel.config.js'), "module.exports = { presets: [['@babel/preset-env', { targets: { node: 'current' } }]] }\n")
      await writeFile(inside('example.test.js'), example)
      await writeFile(inside('babel.test.js'), example.replace(/^const (.*) = require\((.*)\)$/m, 'import $1 from $2'))
      await writeFile(inside('jsdom.test.js'), `/** @jest-environment jsdom */\n${example}`)
      await writeFile(inside('faked.test.js'), `${example}
test('answers while timers are faked, and afterwards', async () => {
  jest.useFakeTimers({ now: new Date('2030-01-01') })
  await box.call('get.smscode.phoneNumberCertification', { phoneNumber: '0612345678' })
  expect(await box.sms({ to: '0612345678' })).toMatch(/^\\d{6}$/)
  expect((await box.clock()).now).not.toMatch(/^2030/)
  jest.useRealTimers()
  await box.call('get.trustedphonenumber')
})
`)
      const major = jest.slice(5, 7)
      await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--save-dev', join(work, filename), jest, `jest-environment-jsdom@${major}`, '@babel/preset-env@7'], folder)
      const output = await run('node', [inside('node_modules/jest/bin/jest.js'), '--silent=false'], folder)
      return /Tests: +(.*)/.exec(output)?.[1]
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
}

await check('publint and arethetypeswrong find nothing', async () => {
  await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--save-dev', ...judges])
  await run('node', [here('node_modules/publint/src/cli.js'), '--strict', 'node_modules/pims-mock'])
  await run('node', [here('node_modules/@arethetypeswrong/cli/dist/index.js'), filename, '--profile', 'node16'])
})

await rm(parent, { recursive: true, force: true })
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
