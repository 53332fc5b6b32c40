import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { transformSync } from 'esbuild'
import t from 'tap'
import { parseAllDocuments } from 'yaml'
import { grammar } from '../clients/support/grammar.ts'
import { complaintsOf } from '../support/type-check.ts'

/** A block of code on a page. */
interface Sample {
  /** Page and line, as editors take it. */
  readonly place: string
  readonly page: string
  readonly language: string
  readonly text: string
  /** What the page says between the block before and this one. */
  readonly before: string
}

/** The pages for readers; those of docs/reference quote, with what is left out. */
const pages = ['README.md', 'CONTRIBUTING.md', ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.md') && !file.startsWith('reference')).map((file) => join('docs', file))]

function samplesOf (page: string): Sample[] {
  const text = readFileSync(page, 'utf8')
  let end = 0
  return [...text.matchAll(/^( *)```(\w*)\n([^]*?)^ *```$/gm)].map(({ index, 0: whole, 1: indent = '', 2: language = '', 3: code = '' }) => {
    const before = text.slice(end, index)
    end = index + whole.length
    return { place: `${page}:${text.slice(0, index).split('\n').length + 1}`, page, language, text: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''), before }
  })
}

const samples = pages.flatMap(samplesOf)

/** The last file that the page names before a block. */
const fileNamedBefore = ({ before }: Sample): string => [...before.matchAll(/`([\w./-]+\.ts)`/g)].at(-1)?.[1] ?? ''

/** Where the packages are that a page imports. */
const paths = { 'pims-mock': [resolve('src/library/index.ts')], ...Object.fromEntries(['vitest', 'playwright', 'testcontainers'].map((name) => [`pims-mock/${name}`, [resolve(`src/library/${name}.ts`)]])) }

/** Where the page puts a whole file: in the folder that its imports lead out of. */
function pathOf (sample: Sample): string {
  const name = fileNamedBefore(sample) || `sample-${samples.indexOf(sample)}.ts`
  const [first = ''] = [...sample.text.matchAll(/from '(\.[^']+)'/g)].map(([, path = '']) => path)
  const folder = ['src/pims/operations/strong-authentication', 'test/pims/operations/strong-authentication', 'clients/typescript', 'src/effects', 'src/library'].find((folder) => [first, `${first}.ts`].some((file) => existsSync(join(folder, file))))
  return join(folder ?? 'src/library', name)
}

/** The file that a part belongs into, with that part as the first entry of its table. */
const withPart = (sample: Sample): string => readFileSync(fileNamedBefore(sample), 'utf8').replace(/> = \{\n/, (begin) => begin + sample.text)

/** How a language is checked where it is not TypeScript; each throws. */
const checks: Readonly<Record<string, (text: string) => unknown>> = {
  json: (text) => JSON.parse(text),
  yaml: (text) => {
    const [error] = parseAllDocuments(text, { stringKeys: true }).flatMap(({ errors }) => errors)
    if (error !== undefined) throw error
  },
  xml: (text) => transformSync(`<>${text}</>`, { loader: 'jsx' }), // a fragment of XML is one of JSX
  js: (text) => transformSync(text, { loader: 'js' }),
  sh: shell,
  console: (text) => { for (const [, command = ''] of text.matchAll(/^\$ (.*)$/gm)) shell(command) },
  nginx,
  text: () => {}
}

function shell (text: string): void {
  const { status, stderr } = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}

/** Directives that end, in blocks that are closed. */
function nginx (text: string): void {
  const wrong = text.split('\n').find((line) => !/^\s*([^{};#]+[{;]|\}|)\s*(#.*)?$/.test(line))
  if (wrong !== undefined) throw new Error(`not a directive: ${wrong}`)
  if (text.split('{').length !== text.split('}').length) throw new Error('a block is not closed')
}

t.test('every block of TypeScript compiles, where the page puts it; one that does not would be found', async (t) => {
  // docs/adding-a-face.md has a test of its own: its files make one program.
  const blocks = samples.filter(({ page, language, before }) => language === 'ts' && page !== 'docs/adding-a-face.md' && !/not run here/i.test(before))
  t.ok(blocks.length > 5)
  const files = new Map(blocks.map((block) => /^['"]/.test(block.text) ? [fileNamedBefore(block), withPart(block)] : [pathOf(block), block.text]))
  t.equal(files.size, blocks.length, 'each in a file of its own')
  const wrong = join('src/library', 'wrong.ts')
  const { [wrong]: found, ...complaints } = Object.fromEntries(complaintsOf(files.set(wrong, "import { connect } from 'pims-mock'\nconnect(1)\n"), 'tsconfig.json', { paths }))
  t.match(found, [/^connect\(1\): Argument of type 'number' is not assignable/])
  t.strictSame(complaints, Object.fromEntries(Object.keys(complaints).map((name) => [name, []])))
})

t.test('every other block is well-formed', async (t) => {
  const languages = new Map<string, (text: string) => unknown>(Object.entries(checks))
  for (const language of ['swift', 'dart', 'java', 'python', 'php'] as const) languages.set(language, await grammar(language))
  for (const { place, language, text } of samples.filter(({ language }) => !['ts', 'kotlin'].includes(language))) {
    const check = languages.get(language)
    t.ok(check, `${place}: how is ${language || 'a block without a language'} checked?`)
    t.doesNotThrow(() => check?.(text), place)
  }
})

t.test('blocks in Kotlin are compiled with the pages on clients', async (t) => {
  for (const { place, page } of samples.filter(({ language }) => language === 'kotlin')) t.equal(dirname(page), 'docs/clients', place)
})
