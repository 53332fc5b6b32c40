import { groupRequests, headerOf, keyOf } from '../../traffic.ts'
import type { ConductRule } from '../../rule.ts'

const HEADERS = ['x-transaction-id', 'x-correlation-id'] as const

export const sameCorrelationId: ConductRule = {
  id: 'PIMS2004',
  name: 'SameCorrelationId',
  severity: 'low',
  what: 'sends different requests to one operation under one id',
  harm: 'Whoever looks for one of them in a log finds them all, and a service that knows repeated requests by their id drops the second.',
  advice: 'Make a new id for each request, and keep it for a repetition of the same one.',
  * find ({ requests }) {
    for (const header of HEADERS) {
      const groups = groupRequests(requests, (request) => {
        const id = headerOf(request, header)
        return id === undefined ? undefined : keyOf(id, request.operation, request.http?.method, request.http?.path)
      })
      for (const [first, ...others] of groups) {
        const other = first && others.find(({ http }) => keyOf(http?.query, http?.body) !== keyOf(first.http?.query, first.http?.body))
        if (first !== undefined && other !== undefined) yield { requests: [first, other] }
      }
    }
  }
}
