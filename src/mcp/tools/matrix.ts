import { Type } from '@sinclair/typebox'
import type { MatrixOptions } from '../../client/matrix/report.ts'
import { closedObject } from '../../lib/closed-object.ts'
import { filled } from '../short.ts'
import { CHANGING, tool } from '../tool.ts'
import { failureNamed } from './faults.ts'

export const runMatrix = tool({
  name: 'run_matrix',
  description: 'Runs the test command per operation and failure; says which it survives. Slow.',
  input: closedObject({
    operations: Type.Optional(Type.Array(Type.String(), { minItems: 1, maxItems: 5, description: 'Those called if absent' })),
    failures: Type.Optional(Type.Array(Type.String(), { minItems: 1, maxItems: 20 })),
    timeoutSeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 600 }))
  }),
  annotations: CHANGING,
  takesAway: true,
  run: async ({ operations, failures, timeoutSeconds }, { sandbox, command, secrets, signal, progress }) => {
    if (command === undefined) throw new Error('No command was given where this server was registered: pims-mock mcp -- npm test')
    const options = { ...operations !== undefined && { operations }, ...failures !== undefined && { codes: failures.map(failureNamed) }, ...timeoutSeconds !== undefined && { timeout: timeoutSeconds * 1000 } } as MatrixOptions // the matrix says which there are
    let told: Promise<unknown> = Promise.resolve()
    const { passed, results } = await sandbox.matrix(command, {
      ...options,
      signal,
      onResult: ({ operation, failure, outcome }, done, total) => { told = Promise.allSettled([told, progress(done, total, `${operation} ${failure}: ${outcome}`)]) } // nobody may be there any more
    })
    await told // what comes after the answer is not looked at
    const worst = results.filter(({ outcome }) => outcome === 'crashed' || outcome === 'hung')
    return {
      passed,
      runs: results.length,
      survived: results.filter(({ outcome }) => outcome === 'survived' || outcome === 'told').length,
      unmet: results.filter(({ outcome }) => outcome === 'unmet').length,
      failed: worst.map(({ operation, failure, outcome, exit, retries, then, output }) => filled({ operation, failure, outcome, exit, retries, then, output: secrets ? output.slice(-400) : null }))
    }
  }
})
