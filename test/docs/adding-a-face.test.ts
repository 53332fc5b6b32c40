import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import t from 'tap'
import { overlay } from '../support/overlay.ts'
import { complaintsOf } from '../support/type-check.ts'

const page = readFileSync('docs/adding-a-face.md', 'utf8')

/** The files as they are once the page was followed: new ones, and those that it adds to. */
function follow (): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  const textOf = (file: string): string => files.get(file) ?? readFileSync(file, 'utf8')
  for (const step of page.split(/^(?=\d+\. )/m).slice(1)) {
    for (const [, addition = '', neighbour, list = '', places = ''] of step.matchAll(/`([^`]+)`(?: beside `([^`]+)`)?\s+to `(\w+)`\s+in\s+(`[\w./-]+`(?: and in `[\w./-]+`)?)/g)) {
      for (const [, file = ''] of places.matchAll(/`([^`]+)`/g)) files.set(file, add(textOf(file), addition, list, neighbour))
    }
    const [, block = ''] = /^ *```ts\n(.*?)^ *```$/ms.exec(step) ?? []
    const indent = /^ */.exec(block)?.[0] ?? ''
    const code = block.replaceAll(new RegExp(`^${indent}`, 'gm'), '')
    const [, file = ''] = /\bin(?: a file)? `([\w./-]+\.ts)`/.exec(step) ?? []
    if (code.startsWith('import') && !code.includes('\n\n')) files.set(file, code + textOf(file)) // imports alone go into a file that is there
    else if (code !== '') files.set(file, code)
  }
  return files
}

/** Adds an entry to the end of a list or table, or behind the one that it goes beside. */
function add (text: string, addition: string, list: string, neighbour: string | undefined): string {
  const start = new RegExp(`\\b${list}\\b[^\\n]*?[=:] ?([\\[{])`).exec(text)
  if (start === null) throw new Error(`there is no ${list}`)
  if (neighbour !== undefined) return text.slice(0, start.index) + text.slice(start.index).replace(neighbour, `${neighbour}, ${addition}`)
  const begin = start.index + start[0].length
  const bracket = start[1] === '[' ? ']' : '}'
  const end = text.indexOf(text[begin] === '\n' ? `\n${bracket}` : bracket, begin)
  return `${text.slice(0, end).trimEnd()}, ${addition}${text.slice(end)}`
}

const files = follow()
const TEST = 'test/routes/toy.test.ts'

t.test('ten steps add six files and add to six', async (t) => {
  t.strictSame([...page.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number)), Array.from({ length: 10 }, (_, index) => index + 1))
  t.strictSame([...files.keys()].filter((file) => !existsSync(file)).sort(), ['routes/toy.ts', 'src/toy/greet.ts', 'src/toy/greetings.ts', 'src/toy/language.ts', 'src/toy/targets.ts', TEST])
  t.strictSame([...files.keys()].filter((file) => existsSync(file)).sort(), ['console/words/en.ts', 'console/words/fr.ts', 'src/app.ts', 'src/docs/openapi.ts', 'src/words/faces.ts', 'test/modules.test.ts'])
})

t.test('what the page says compiles, of the server and of the console', async (t) => {
  const isOfConsole = (file: string): boolean => file.startsWith('console/')
  const server = new Map([...files].filter(([file]) => !isOfConsole(file)))
  const none = (complaints: ReadonlyMap<string, readonly string[]>) => t.strictSame([...complaints].filter(([, told]) => told.length > 0), [])
  none(complaintsOf(server))
  none(complaintsOf(new Map([...files].filter(([file]) => isOfConsole(file) || file === 'src/words/faces.ts')), 'console/tsconfig.json'))
  const forgotten = new Map([...server, ['src/words/faces.ts', readFileSync('src/words/faces.ts', 'utf8')]])
  t.match(complaintsOf(forgotten).get('routes/toy.ts')?.join('\n'), /name: 'toy',: Type '"toy"' is not assignable/, 'a step left out is noticed')
})

t.test('the toy answers as the test of the page says: journal, fault, verification, coverage and snapshot are there', async (t) => {
  const outfile = join(t.testdir(), 'toy.test.mjs')
  await build({ entryPoints: [resolve(TEST)], bundle: true, platform: 'node', format: 'esm', outfile, logLevel: 'silent', plugins: [overlay(files)] })
  const { status, stdout, stderr } = spawnSync(process.execPath, [outfile], { encoding: 'utf8', env: { ...process.env, TAP_TIMEOUT: '600' } })
  t.equal(status, 0, `${stderr}${stdout}`)
  t.match(stdout, /^ok 3 - /m)
})
