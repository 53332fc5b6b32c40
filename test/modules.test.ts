import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { declarations } from '../scripts/package/declarations.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const modules = ['src', 'routes']
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file)))

/** Who imports whom: paths from the root for our own modules, names for packages. */
const imports = modules.flatMap((importer) =>
  [...readFileSync(join(root, importer), 'utf8').matchAll(/(from|import\() ?'([^']+)'/g)].map(([, how, name = '']) =>
    ({ importer, isLazy: how !== 'from', imported: name.startsWith('.') ? relative(root, join(root, dirname(importer), name)) : name })))

/**
 * The folders from left to right; a file directly in src is a folder of its own. A folder imports those to its left, and
 * those of its own column one way.
 */
const LAYERS = [
  ['lib', 'words', 'codes', 'effects', 'wire', 'client', 'version', 'package-file'],
  ['targets'], // below the sandbox: faults and the journal need what a call is about, and the calls need both
  ['sandbox'],
  ['faults', 'journal'],
  ['calls'],
  ['accounts', 'sms', 'inwebo', 'oauth', 'vehicles'],
  ['pims', 'cvs', 'mqtt', 'conduct', 'compare', 'replay'],
  ['config'],
  ['http', 'docs', 'tls'],
  ['routes'],
  ['app'],
  ['open-server', 'logger', 'process'],
  ['server', 'library'],
  ['mcp', 'cli']
]
const folderOf = (module: string): string => module.startsWith('routes/') ? 'routes' : module.replace(/^src\//, '').replace(/\/.*|\.ts$/, '')
const layerOf = (module: string): number => LAYERS.findIndex((layer) => layer.includes(folderOf(module)))

/** The imports of one folder by another. */
const crossing = imports.filter(({ importer, imported }) => modules.includes(imported) && folderOf(importer) !== folderOf(imported))

t.test('every module belongs to a layer', async (t) => {
  t.strictSame(modules.filter((module) => layerOf(module) === -1), [])
})

t.test('CONTRIBUTING.md lists every folder', async (t) => {
  const ignored = readFileSync(join(root, '.gitignore'), 'utf8').split('\n').map((line) => line.replace(/\/$/, ''))
  const foldersIn = (folder: string): string[] => readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !ignored.includes(entry.name))
    .map(({ name }) => join(folder, name))
  const listed = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8').split('\n').filter((line) => line.startsWith('|')).flatMap((line) => [...String(line.split('|')[1]).matchAll(/`([^`]+)`/g)].map(([, name]) => name))
  t.strictSame([...foldersIn('.').filter((folder) => folder !== 'src'), ...foldersIn('src')].filter((folder) => !listed.includes(folder)), [])
})

t.test('no folder imports one to its right', async (t) => {
  t.strictSame(crossing.filter(({ importer, imported }) => layerOf(imported) > layerOf(importer)), [])
})

t.test('no two folders import each other', async (t) => {
  const pairs = new Set(crossing.map(({ importer, imported }) => `${folderOf(importer)} ${folderOf(imported)}`))
  t.strictSame([...pairs].filter((pair) => pairs.has(pair.split(' ').reverse().join(' '))), [])
})

t.test('no files import each other in a circle; one that is loaded on demand may know who asks for it', async (t) => {
  const finished = new Set<string>()
  const circles: string[] = []
  const visit = (module: string, path: readonly string[]): void => {
    if (path.includes(module)) circles.push([...path.slice(path.indexOf(module)), module].join(' → '))
    else if (!finished.has(module)) for (const { imported } of imports.filter(({ importer, isLazy }) => importer === module && !isLazy)) visit(imported, [...path, module])
    finished.add(module)
  }
  for (const module of modules) visit(module, [])
  t.strictSame(circles, [])
})

// The client and the library are programs of their own, whose public names are those of the admin API.
t.test('no name is exported twice', async (t) => {
  const exported = modules.filter((module) => /^src\/(?!client|library)/.test(module)).flatMap((module) => {
    const text = readFileSync(join(root, module), 'utf8')
    const declared = [...text.matchAll(/^export (?:abstract |async )*(?:const|function|class|interface|type)[ *]+(\w+)/gm)].map(([, name = '']) => name)
    const listed = [...text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, names = '']) => names.split(',').map((name) => name.trim().split(' ').at(-1)))
    return [...declared, ...listed].map((name) => ({ name, module }))
  })
  t.ok(exported.length > 300)
  t.strictSame(exported.filter(({ name, module }) => exported.some((other) => other.name === name && other.module !== module)), [])
})

t.test('only src/app.ts knows the routes, apart from routes themselves', async (t) => {
  const users = imports.filter(({ importer, imported }) => imported.startsWith('routes/') && !importer.startsWith('routes/'))
  t.strictSame([...new Set(users.map(({ importer }) => importer))], ['src/app.ts'])
})

t.test('only http, routes, docs, tls and app know Fastify', async (t) => {
  const users = imports.filter(({ imported }) => /fastify/.test(imported)).map(({ importer }) => folderOf(importer))
  t.strictSame([...new Set(users)].sort(), ['app', 'docs', 'http', 'routes', 'tls'])
})

t.test('http, the calls, the faults and the journal know no face: its routes hand in how it words a refusal', async (t) => {
  t.strictSame(crossing.filter(({ importer, imported }) => ['http', 'calls', 'faults', 'journal'].includes(folderOf(importer)) && ['pims', 'inwebo', 'cvs', 'oauth', 'sms', 'accounts', 'vehicles', 'mqtt'].includes(folderOf(imported))), [])
})

t.test('no transport is known to calls, faults and journal', async (t) => {
  const users = imports.filter(({ importer, imported }) => /^(calls|faults|journal)$/.test(folderOf(importer)) && /fastify|^(node:)?(http|http2|https|net|tls)$/.test(imported))
  t.strictSame(users, [])
})

// The import reads every export, `WebSocket` among them, and so loads undici: a tenth of a start.
t.test('no module imports more than types of node:http; process.getBuiltinModule gives it', async (t) => {
  const users = modules.filter((module) => /^import (?!type )[^'\n]*'(node:)?http'/m.test(readFileSync(join(root, module), 'utf8')))
  t.strictSame(users, [])
})

t.test('only app, logger, open-server, process, tls, the command and the library read the configuration', async (t) => {
  const readers = crossing.filter(({ imported }) => folderOf(imported) === 'config').map(({ importer }) => folderOf(importer))
  t.strictSame([...new Set(readers)].sort(), ['app', 'cli', 'library', 'logger', 'open-server', 'process', 'tls'])
})

t.test('only src/process/serve.ts and the command hand the environment to src/config; the client and the library read that of a test run', async (t) => {
  const readers = modules.filter((module) => !/^src\/(cli|client|library)\//.test(module) && /process\.(env|argv)/.test(readFileSync(join(root, module), 'utf8')))
  t.strictSame(readers, ['src/process/serve.ts'])
})

// The client is outside the server: a report that it writes has the time of its own machine.
t.test('time and chance come from the sandbox', async (t) => {
  const strays = modules.filter((module) => !module.startsWith('src/client/') && /machineTime\(\)|Math\.random/.test(readFileSync(join(root, module), 'utf8')))
  t.strictSame(strays, ['src/open-server.ts'])
})

const consoleModules = readdirSync(join(root, 'console'), { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file)).map((file) => join('console', file))
const importsOf = (module: string) => [...readFileSync(join(root, module), 'utf8').matchAll(/(import|export)( type)?[^'\n]*(?:from|import\() ?'([^']+)'/g)]
  .map(([, , type, name = '']) => ({ module, isType: type !== undefined, imported: name.startsWith('.') ? relative(root, join(root, dirname(module), name)) : name }))

t.test('the console imports Preact, its signals, a QR code, itself, the words, and types of the wire', async (t) => {
  const strays = consoleModules.flatMap(importsOf).filter(({ imported, isType }) =>
    !/^(preact|preact\/hooks|@preact\/signals|lean-qr)$/.test(imported) && !imported.startsWith('console/') && !imported.startsWith('src/words/') && !(imported.startsWith('src/wire/') && isType))
  t.strictSame(strays, [])
})

t.test('the words import nothing', async (t) => {
  t.strictSame(modules.filter((module) => module.startsWith('src/words/')).flatMap(importsOf), [])
})

t.test('what the wire reaches imports no package but TypeBox', async (t) => {
  const reached = new Set(modules.filter((module) => module.startsWith('src/wire/')))
  for (const module of reached) for (const { imported } of importsOf(module)) if (modules.includes(imported)) reached.add(imported)
  const packages = [...reached].flatMap((module) => importsOf(module)).filter(({ imported }) => !imported.startsWith('src/'))
  t.strictSame([...new Set(packages.map(({ imported }) => imported))], ['@sinclair/typebox'])
})

t.test('the console builds no markup from text', async (t) => {
  t.strictSame(consoleModules.filter((module) => /innerHTML|outerHTML|insertAdjacentHTML|document\.write|style='/.test(readFileSync(join(root, module), 'utf8'))), [])
})

t.test('the client stands alone, but for the timers, the words and which of them is meant: its types are generated', async (t) => {
  const strays = imports.filter(({ importer, imported }) => importer.startsWith('src/client/') && !/^(src\/client\/|src\/lib\/(timers|nearest-word)\.ts$|src\/words\/|node:)/.test(imported))
  t.strictSame(strays, [])
})

t.test('every module that the package has types of says the types of what it exports', async (t) => {
  await t.resolves(declarations([join(root, 'src/library'), join(root, 'src/client')]))
})
