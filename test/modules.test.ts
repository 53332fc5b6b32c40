import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const root = fileURLToPath(new URL('..', import.meta.url))
const modules = ['src', 'routes']
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file)))

/** Who imports whom: paths from the root for our own modules, names for packages. */
const imports = modules.flatMap((importer) =>
  [...readFileSync(join(root, importer), 'utf8').matchAll(/(?:from|import\() ?'([^']+)'/g)].map(([, name = '']) =>
    ({ importer, imported: name.startsWith('.') ? relative(root, join(root, dirname(importer), name)) : name })))

/** Dependencies point inwards: a layer may import itself and those after it. */
const LAYERS = [
  /^src\/server\.ts$/,
  /^src\/library\//,
  /^src\/open-server\.ts$/,
  /^src\/app\.ts$/,
  /^routes\//,
  /^src\/(http|tls|docs)\//,
  /^src\/config\.ts$/,
  /^src\/(pims|inwebo|oauth|cvs|sms|faults|admin|journal|sandbox)\//,
  /^src\/(client|lib|wire)\//
]
const layerOf = (module: string) => LAYERS.findIndex((layer) => layer.test(module))

t.test('every module belongs to a layer', async (t) => {
  t.strictSame(modules.filter((module) => layerOf(module) === -1), [])
})

t.test('dependencies point inwards', async (t) => {
  const outward = imports.filter(({ importer, imported }) => modules.includes(imported) && layerOf(imported) < layerOf(importer))
  t.strictSame(outward, [])
})

t.test('only src/app.ts knows the routes, apart from routes themselves', async (t) => {
  const users = imports.filter(({ importer, imported }) => imported.startsWith('routes/') && !importer.startsWith('routes/'))
  t.strictSame([...new Set(users.map(({ importer }) => importer))], ['src/app.ts'])
})

t.test('only src/app.ts, src/http, src/tls, src/docs, the draft of the journal and the routes know Fastify', async (t) => {
  const users = imports.filter(({ importer, imported }) => /fastify/.test(imported) && !/^(routes|src\/(http|tls|docs))\/|^src\/app\.ts$|^src\/journal\/draft\.ts$/.test(importer))
  t.strictSame(users.map(({ importer }) => importer), [])
})

t.test('only src/server.ts hands the environment to src/config.ts; the client and the library read that of a test run', async (t) => {
  const readers = modules.filter((module) => !/^src\/(client|library)\//.test(module) && /process\.(env|argv)/.test(readFileSync(join(root, module), 'utf8')))
  t.strictSame(readers, ['src/server.ts'])
})

t.test('time and chance come from the sandbox', async (t) => {
  const strays = modules.filter((module) => /Date\.now\(\)|Math\.random|new Date\(\)/.test(readFileSync(join(root, module), 'utf8')))
  t.strictSame(strays, ['src/open-server.ts'])
})

const consoleModules = readdirSync(join(root, 'console'), { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file)).map((file) => join('console', file))
const importsOf = (module: string) => [...readFileSync(join(root, module), 'utf8').matchAll(/(import|export)( type)?[^'\n]*(?:from|import\() ?'([^']+)'/g)]
  .map(([, , type, name = '']) => ({ module, isType: type !== undefined, imported: name.startsWith('.') ? relative(root, join(root, dirname(module), name)) : name }))

t.test('the console imports Preact, its signals, a QR code, itself, and types of the wire', async (t) => {
  const strays = consoleModules.flatMap(importsOf).filter(({ imported, isType }) =>
    !/^(preact|preact\/hooks|@preact\/signals|lean-qr)$/.test(imported) && !imported.startsWith('console/') && !(imported.startsWith('src/wire/') && isType))
  t.strictSame(strays, [])
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

t.test('the client stands alone: its types are generated', async (t) => {
  const strays = imports.filter(({ importer, imported }) => importer.startsWith('src/client/') && !/^(src\/client\/|node:)/.test(imported))
  t.strictSame(strays, [])
})
