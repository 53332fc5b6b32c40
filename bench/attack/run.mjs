// npm run attack [-- --short] [-- --only M1,H2] [-- --seed 7]: attacks a server process over its sockets.
// Prints what held and what did not, and counts them; ends with status 1 when something did not. The short form is part of CI.
import { parseArgs } from 'node:util'
import { attempt } from './harness.mjs'
import bounds from './bounds.mjs'
import bytes from './bytes.mjs'
import critical from './critical.mjs'
import ending from './ending.mjs'
import fuzz from './fuzz.mjs'
import medium from './medium.mjs'
import races from './races.mjs'
import secrets from './secrets.mjs'

const { values } = parseArgs({ options: { short: { type: 'boolean', default: false }, only: { type: 'string' }, seed: { type: 'string' } } })
const only = values.only?.split(',')
const seed = Number(values.seed ?? (values.short ? 42 : Date.now() % 1_000_000))
const attacks = [...critical, ...medium, ...fuzz, ...bytes, ...races, ...bounds, ...secrets, ...ending]
const chosen = attacks.filter(({ id, short }) => only?.includes(id) ?? (!values.short || short))

let failed = 0
async function run (attack) {
  const started = performance.now()
  const broken = await attempt(attack, { seed, short: values.short })
  if (broken !== undefined) failed++
  const seconds = `${((performance.now() - started) / 1000).toFixed(1)} s`
  console.log(`${broken === undefined ? 'held  ' : 'BROKEN'}  ${attack.id.padEnd(4)} ${attack.title}  (${seconds})${broken === undefined ? '' : `\n        ${broken.replaceAll('\n', '\n        ').slice(0, 2000)}`}`)
}

console.log(`seed ${seed}`)
const aside = Promise.all(chosen.filter(({ background }) => background).map(run))
for (const attack of chosen.filter(({ background }) => !background)) await run(attack)
await aside
console.log(`\n${chosen.length - failed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)
