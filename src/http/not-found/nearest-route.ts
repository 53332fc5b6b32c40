import { distance } from 'fastest-levenshtein'
import type { FastifyInstance } from 'fastify'
import { asWritten, type UnroutedRequest } from './as-written.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A route that the documentation of the API leaves out is named to who missed it all the same. */
    isNamed?: boolean
  }
  interface FastifyInstance {
    /** What somebody who asked for this may have meant, in the sandbox that they named; `isMeant` narrows the choice. */
    describeNearest (request: UnroutedRequest, isMeant?: (url: string) => boolean): string
  }
}

/** Characters of a path that are compared. */
const MAX_LENGTH = 80
/** How much of a path may differ from what was meant. */
const LIKENESS = 0.4
/** What other words people have for a resource of the admin API. */
const SYNONYMS = new Map([['journal', 'requests'], ['log', 'requests'], ['logs', 'requests'], ['inbox', 'sms'], ['messages', 'sms'], ['users', 'accounts'], ['rules', 'faults'], ['time', 'clock'], ['config', 'sdk-config']])

/** Lets a 404 name the route that comes nearest to what was asked. */
export function registerNearestRoute (app: FastifyInstance): void {
  const methods = new Map<string, Set<string>>()
  app.addHook('onRoute', ({ method, url, schema, config }) => {
    if (url.endsWith('*') || (schema?.hide === true && config?.isNamed !== true)) return
    const known = methods.get(url) ?? new Set()
    methods.set(url, known)
    for (const one of [method].flat()) if (one !== 'HEAD' && one !== 'OPTIONS') known.add(one)
  })
  app.decorate('describeNearest', (request, isMeant) => {
    const { method } = request
    const { prefix, path } = asWritten(request)
    const asked = path.slice(0, MAX_LENGTH)
    const inOurWords = asked.replace(/^(\/admin\/)([^/]+)/, (_, start: string, word: string) => start + (SYNONYMS.get(word) ?? word))
    const urls = [...methods.keys()].filter((url) => (!url.includes(':') || firstOf(url) === firstOf(asked)) && (isMeant?.(url) ?? true))
      .toSorted((a, b) => Number(a.includes(':')) - Number(b.includes(':'))) // of two as near, the one that says it
    const { url, cost } = nearest(inOurWords, urls)
    if (url === undefined) return ''
    const takes = methods.get(url) ?? new Set()
    if (fillIn(url, asked) === asked && !takes.has(method)) {
      const preflight = method === 'OPTIONS' ? ' CORS=true answers the preflights of web pages.' : ''
      return `${prefix}${url} takes ${[...takes].join(' and ')}, not ${method}.${preflight}`
    }
    if (cost > LIKENESS * asked.length) return ''
    return `Did you mean ${takes.has(method) ? '' : `${[...takes].join(' or ')} `}${prefix}${url}?`
  })
}

function nearest (asked: string, urls: readonly string[]): { url: string | undefined, cost: number } {
  const lower = asked.toLowerCase()
  let best: { url: string | undefined, cost: number } = { url: undefined, cost: Infinity }
  for (const url of urls) {
    const path = fillIn(url, asked).toLowerCase()
    const cost = Math.min(distance(lower, path), costOfLastWord(lower, path))
    if (cost < best.cost) best = { url, cost }
  }
  return best
}

/** A route's path with the segments of the one asked for in place of its parameters. */
function fillIn (url: string, asked: string): string {
  const segments = asked.split('/')
  return url.split('/').map((segment, index) => segment.startsWith(':') ? segments[index] ?? segment : segment).join('/')
}

/** A path that only begins differently (a version, half an api's name) is near as well. */
function costOfLastWord (asked: string, path: string): number {
  const word = lastWord(asked)
  const cost = distance(word, lastWord(path))
  return cost > LIKENESS * word.length ? Infinity : cost + 2
}

const firstOf = (path: string): string | undefined => path.split('/', 2)[1]

const lastWord = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('.')) + 1)
