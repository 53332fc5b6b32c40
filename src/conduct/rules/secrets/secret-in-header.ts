import type { ConductRule } from '../../rule.ts'

/** Where a secret belongs, and what is a number or a name of its own. */
const EXEMPT: ReadonlySet<string> = new Set(['authorization', 'cookie', 'proxy-authorization', 'content-length', 'host', 'date', 'x-fault', 'x-sandbox', 'origin', 'referer', 'x-forwarded-for', 'x-forwarded-port', 'x-forwarded-host', 'forwarded'])

export const secretInHeader: ConductRule = {
  id: 'PIMS3002',
  name: 'SecretInHeader',
  severity: 'high',
  what: 'sends a code, a PIN or a token in a header that is not made for it',
  harm: 'Only Authorization and Cookie are kept out of logs; all other headers, the user agent above all, are written down.',
  advice: 'Send a token in Authorization, and everything else in the body.',
  * find ({ requests, secrets }) {
    for (const request of requests) {
      const found = Object.entries(request.http?.headers ?? {}).some(([name, value]) => !EXEMPT.has(name) && typeof value === 'string' && secrets.isIn(value, name))
      if (found) yield { requests: [request] }
    }
  }
}
