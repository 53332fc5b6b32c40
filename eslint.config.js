import neostandard from 'neostandard'

const INSTEAD = 'A test may have replaced it: take the one of src/lib/timers.ts.'

/** Whatever a test can fake is taken from one module, which has the real ones. */
function realTimers () {
  const timers = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate', 'queueMicrotask', 'performance']
  return {
    'no-restricted-globals': ['error', ...timers.map((name) => ({ name, message: INSTEAD }))],
    'no-restricted-imports': ['error', ...['timers', 'timers/promises', 'perf_hooks'].flatMap((name) => [name, `node:${name}`]).map((name) => ({ name, message: INSTEAD }))],
    'no-restricted-properties': ['error',
      ...['globalThis', 'global'].flatMap((object) => timers.map((property) => ({ object, property, message: INSTEAD }))),
      ...[['Date', 'now'], ['process', 'nextTick'], ['process', 'hrtime']].map(([object, property]) => ({ object, property, message: INSTEAD }))
    ],
    'no-restricted-syntax': ['error', { selector: "NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.name='Date']", message: INSTEAD }]
  }
}

export default [
  ...neostandard({ ts: true, ignores: ['dist/', '.tap/', '.tests/', '.stryker*/', 'coverage/'] }),
  { files: ['src/**/*.ts', 'routes/**/*.ts'], ignores: ['src/lib/timers.ts'], rules: realTimers() },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } }
]
