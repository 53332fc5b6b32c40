import neostandard from 'neostandard'

export default [
  ...neostandard({ ts: true, ignores: ['dist/', '.tap/', '.tests/', 'coverage/'] }),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } }
]
