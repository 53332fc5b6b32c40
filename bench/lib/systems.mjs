// What is measured side by side. pims-mock runs as `npm start` runs it, whatever that says.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const path = (name) => fileURLToPath(new URL(name, import.meta.url))
const { scripts } = JSON.parse(readFileSync(path('../../package.json'), 'utf8'))
const [, ...flags] = scripts.start.split(' ')
const startArguments = flags.map((flag) => flag.startsWith('--') ? flag : path(`../../${flag}`))

/** pims-mock at a log level, with whatever else is set. */
export const pimsMock = (env = {}, name = 'pims-mock') => ({ name, args: startArguments, env: { LOG_LEVEL: 'warn', ...env }, real: true })

const baseline = (name, file, env, real = false) => ({ name, args: [path(`../servers/${file}`)], env, real })

/** The table's rows, the first of them what the others are compared with. */
export const systems = (fixtures) => {
  const env = { FIXTURES: fixtures }
  return [
    baseline('bare node:http', 'bare-http.mjs', env),
    baseline('bare Fastify + TypeBox', 'bare-fastify.mjs', env),
    baseline('Fastify + TypeBox + Map', 'fastify-map.mjs', env, true),
    baseline('the same, answers together', 'fastify-map.mjs', { ...env, TOGETHER: '' }, true),
    pimsMock(env, 'pims-mock at warn'),
    pimsMock({ ...env, LOG_LEVEL: 'info' }, 'pims-mock at info')
  ]
}
