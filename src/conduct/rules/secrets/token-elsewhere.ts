import type { ConductRule } from '../../rule.ts'

/** The faces that give tokens out, and take them. */
const HOME: ReadonlySet<unknown> = new Set(['oauth', 'cvs'])

export const tokenElsewhere: ConductRule = {
  id: 'PIMS3003',
  name: 'TokenElsewhere',
  severity: 'high',
  what: 'sends a token, or a good part of it, to another service or for another account',
  harm: 'Whoever reads it there can act as the person, or is half way to it.',
  advice: 'Make a random id where an id is wanted, and send a token only to the service that takes it.',
  * find ({ requests, secrets }) {
    for (const request of requests) {
      const { face, account, parameters } = request
      for (const value of Object.values(parameters ?? {})) {
        const token = typeof value === 'string' ? secrets.tokenIn(value) : undefined
        if (token === undefined) continue
        const isOthers = account !== undefined && token.account !== account
        if (isOthers || !HOME.has(face)) {
          yield { requests: [request] }
          break
        }
      }
    }
  }
}
