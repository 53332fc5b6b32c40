import { Type } from '@sinclair/typebox'
import { closedObject } from '../../lib/closed-object.ts'
import { literals } from '../../lib/literals.ts'
import { SEVERITIES } from '../../words/severities.ts'
import { filled } from '../short.ts'
import { READING, tool } from '../tool.ts'

export const reviewConduct = tool({
  name: 'review_conduct',
  description: 'What the app should not have done, and what to do instead.',
  input: closedObject({ severity: Type.Optional(literals(SEVERITIES, { description: 'The least' })) }),
  annotations: READING,
  run: async ({ severity }, { sandbox }) => {
    const { findings, requests, forgotten } = await sandbox.conduct(severity)
    return { findings: findings.map(({ rule, name, severity, what, harm, advice, operation, account, count, requests }) => filled({ rule, name, severity, what, harm, advice, operation, account, count, requests })), lookedAt: requests, forgotten }
  }
})
