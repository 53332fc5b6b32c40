// @ts-nocheck
import { readFileSync } from 'node:fs'
import t from 'tap'
import { ConfigSchema } from '../src/config.ts'

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
