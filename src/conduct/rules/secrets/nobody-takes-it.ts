import type { ConductRule } from '../../rule.ts'

/** What browsers and crawlers ask every server for. */
const ASKED_OF_ALL = /^\/(?:favicon\.ico|robots\.txt|apple-touch-icon[^/]*|\.well-known\/.*)$/

export const nobodyTakesIt: ConductRule = {
  id: 'PIMS3006',
  name: 'NobodyTakesIt',
  severity: 'low',
  what: 'asks for a path that no service has',
  harm: 'It is 404 there too, and what it was to do is not done.',
  advice: 'Compare the path with the documentation; the answer names the nearest one.',
  * find ({ requests }) {
    for (const request of requests) {
      if (request.face === null && request.http !== undefined && !ASKED_OF_ALL.test(request.http.path)) yield { requests: [request] }
    }
  }
}
