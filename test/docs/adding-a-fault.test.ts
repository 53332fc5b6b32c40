import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Value } from '@sinclair/typebox/value'
import { build } from 'esbuild'
import t from 'tap'
import { ScenarioFileSchema } from '../../src/wire/scenario.ts'
import { overlay } from '../support/overlay.ts'
import { start } from '../support/start.ts'
import { complaintsOf } from '../support/type-check.ts'

const page = readFileSync('docs/adding-a-fault.md', 'utf8')

/** The first block of a language, without its indentation. */
function blockOf (language: string): string {
  const [, indent = '', block = ''] = new RegExp(`^( *)\`\`\`${language}\\n(.*?)^ *\`\`\``, 'ms').exec(page) ?? []
  return block.replaceAll(new RegExp(`^${indent}`, 'gm'), '')
}

/** A file of the repository with something put in the place of something else in it. */
function changed (file: string, old: string, text: string): [string, string] {
  const whole = readFileSync(file, 'utf8')
  if (!whole.includes(old)) throw new Error(`${file} has no ${old}`)
  return [file, whole.replace(old, text)]
}

/** The files as they are once the steps of a new kind were followed. */
function follow (): ReadonlyMap<string, string> {
  const [, folder = '', name = ''] = /in a file of `([\w/]+)`, named after .*?, `(\w+)\.ts`/s.exec(page) ?? []
  const [, list = '', index = '', entry = ''] = /in `(\w+)` of `([\w/.]+)`: import it, and add `([^`]+)`/.exec(page) ?? []
  const text = readFileSync(index, 'utf8')
  const listed = text.replace(new RegExp(`(const ${list} = \\{[^}]*?) \\}`), `$1, ${entry} }`)
  return new Map([
    [`${folder}/${name}.ts`, blockOf('ts')],
    [index, `import { ${entry.split(': ')[1]} } from './${name}.ts'\n${listed}`]
  ])
}

t.test('a new kind of effect compiles, and what stands on the kinds with it', async (t) => {
  const files = follow()
  t.strictSame([...files.keys()], ['src/effects/email.ts', 'src/effects/index.ts'])
  const users = ['src/wire/fault.ts', 'src/faults/read-rule.ts', 'src/faults/explain.ts', 'src/calls/run-call.ts', 'src/pims/dispatch.ts']
  const complaints = complaintsOf(new Map([...files, ...users.map((file): [string, string] => [file, readFileSync(file, 'utf8')])]))
  t.strictSame([...complaints].filter(([, told]) => told.length > 0), [])
})

t.test('a new kind is checked, explained and fitted by its own file', async (t) => {
  const entry = 'src/effects/try-email.ts'
  const script = `
    import { Value } from '@sinclair/typebox/value'
    import { describeTakers, EffectSchema, explainEffect, fits } from './index.ts'
    const effect = { email: 'drop' }
    const taker = (takes) => ({ takes, errors: [] })
    console.log(JSON.stringify([Value.Check(EffectSchema, effect), Value.Check(EffectSchema, { email: 'lose' }), explainEffect(effect), fits(effect, taker(['email'])), fits(effect, taker(['sms'])), describeTakers()]))
  `
  const outfile = join(t.testdir(), 'try-email.mjs')
  await build({ entryPoints: [resolve(entry)], bundle: true, platform: 'node', format: 'esm', outfile, logLevel: 'silent', plugins: [overlay(new Map([...follow(), [entry, script]]))] })
  const { stdout, stderr } = spawnSync(process.execPath, [outfile], { encoding: 'utf8' })
  t.strictSame(JSON.parse(stdout || JSON.stringify(stderr)), [true, false, 'drops the e-mail of %', true, false, 'sms goes with those that send an SMS, otp with inwebo.otp, connack with mqtt.connect, suback with mqtt.subscribe, command with remote commands over MQTT, email with those that send an e-mail'])
})

t.test('what the page says of a new effect on the network does not compile without it', async (t) => {
  const word = changed('src/words/effects.ts', "'hang'", "'hang', 'stall'")
  const english = changed('console/words/en.ts', 'transports: {', "transports: { stall: 'answers a byte a second',") // French has what English has
  const [, needs = ''] = /does not compile without it: (.*?)\. /s.exec(page) ?? []
  const files = [...needs.matchAll(/`([\w/-]+\.ts)`/g)].map(([, file = '']) => file).map((file) => file === 'fr.ts' ? 'console/words/fr.ts' : file)
  t.strictSame(files, ['src/effects/transport.ts', 'src/http/face/break-response.ts', 'console/words/en.ts', 'console/words/fr.ts'])
  for (const file of files) {
    const project = file.startsWith('console/') ? 'console/tsconfig.json' : 'tsconfig.json'
    const others = file === 'console/words/fr.ts' ? [word, english] : [word]
    t.not(complaintsOf(new Map([...others, [file, readFileSync(file, 'utf8')]]), project).get(file)?.length, 0, file)
  }
})

t.test('the scenario that the page shows is one, and a server takes its faults', async (t) => {
  const scenario: unknown = JSON.parse(blockOf('json'))
  t.ok(Value.Check(ScenarioFileSchema, scenario))
  const { admin } = await start(t)
  t.match(await admin('PUT', 'faults', { faults: Object(scenario).faults }), { status: 200, body: { faults: [{ targets: ['set.smscode.modifyPhoneNumber'] }] } })
})
