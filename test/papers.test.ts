import { globSync, readFileSync } from 'node:fs'
import t from 'tap'
import { parse } from 'yaml'
import { ownNames } from '../src/config/names.ts'
import { ConfigSchema } from '../src/config/schema.ts'

const read = (file: string) => readFileSync(file, 'utf8')
const { version } = JSON.parse(read('package.json')) as { version: string }

t.test('the version is the same in package.json, its lock file, the image and the changelog', async (t) => {
  const lock = JSON.parse(read('package-lock.json')) as { version: string }
  t.equal(lock.version, version)
  t.match(read('Dockerfile'), `image.version="${version}"`)
  t.match(read('CHANGELOG.md'), `## [${version}]`)
})

t.test('compose passes on every setting but those of the container itself: where it listens', async (t) => {
  const passed = [...read('docker-compose.yml').matchAll(/^ {4}([A-Z_]+):/gm)].map(([, name]) => name)
  t.strictSame(passed, Object.keys(ConfigSchema.properties).filter((name) => !['HOST', 'PORT'].includes(name)).sort())
})

/** What compose has of a service. */
interface Service { readonly environment: Readonly<Record<string, unknown>>, readonly networks: { readonly vendor: { readonly aliases: readonly string[] } } }

t.test('compose has a profile with the vendor\'s names, which the certificate has too, at the vendor\'s ports', async (t) => {
  const { services } = parse(read('docker-compose.yml'), { merge: true }) as { services: Readonly<Record<string, Service>> }
  const names = services.names
  t.match(names?.environment, { HTTPS_PORT: '443', MQTT_PORT: '8885', SEED: null })
  const vendors = ownNames({ HOST: '0.0.0.0' }).filter((name) => /(mpsa|groupe-psa|idpcvs)\./.test(name))
  t.equal(vendors.length, 8)
  t.strictSame([...names?.networks.vendor.aliases ?? []].sort(), vendors.sort())
})

// Whoever takes the name on the registry would be run by who follows such a line.
t.test('no page installs the package, or runs it, by a name of the registry', async (t) => {
  const pages = globSync(['*.md', 'docs/**/*.md', 'examples/**/*.md', 'bench/*.md'])
  t.ok(pages.length > 20)
  const strays = pages.filter((page) => /\bnp(?:x|m (?:i|install|add|exec|create))\b[^`\n]*(?<![/.\w-])pims-mock(?![-/\w])/.test(read(page)))
  t.strictSame(strays, [])
})
