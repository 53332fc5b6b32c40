import neostandard from 'neostandard'

export default [
  ...neostandard({ ts: true, ignores: ['dist/', '.tap/', '.tests/', '.stryker*/', 'coverage/'] }),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } }
]
