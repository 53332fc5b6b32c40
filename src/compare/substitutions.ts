import type { Body } from './body.ts'
import type { CapturedAnswer, CapturedCall } from './capture.ts'
import { parsedText } from './har-value.ts'
import { redirectParameters } from './location.ts'

/** Shorter values are replaced nowhere: they may be anything. */
const MIN_LENGTH = 6
const VIN = /^[A-HJ-NPR-Z0-9]{17}$/

/** What the mock gave out in the place of a value of the capture. */
export class Substitutions {
  readonly #values = new Map<string, string>()

  learn (real: string, mock: string): void {
    if (real.length >= MIN_LENGTH && real !== mock && !this.#values.has(real)) this.#values.set(real, mock)
  }

  /** Learns from two answers to one request, by the place of each value. */
  learnFrom (real: CapturedAnswer, mock: CapturedAnswer): void {
    this.#walk(parsedText(real.body ?? ''), parsedText(mock.body ?? ''))
    const given = redirectParameters(mock.headers.location ?? '')
    for (const [name, value] of redirectParameters(real.headers.location ?? '')) this.learn(value, given.get(name) ?? value)
  }

  #walk (real: unknown, mock: unknown): void {
    if (typeof real === 'string' && typeof mock === 'string') this.learn(real, mock)
    else if (typeof real === 'object' && typeof mock === 'object' && real !== null && mock !== null) {
      for (const [key, value] of Object.entries(real)) if (Object.hasOwn(mock, key)) this.#walk(value, (mock as Record<string, unknown>)[key])
    }
  }

  isKnown (value: string): boolean {
    return this.#values.has(value)
  }

  /** A whole value, never a part of one. */
  replace (value: string): string {
    return this.#values.get(value) ?? value
  }
}

/** How the values that nobody gave out are replaced, by the name of the parameter. */
export type Given = (name: string, value: string) => string | undefined

/** The path of a request, with the values of the mock. */
export function pathFor (path: string, known: Substitutions, given: Given): string {
  const [before = '', query] = path.split(/\?(.*)/s, 2)
  const parts = before.split('/').map((part) => {
    const value = decoded(part)
    return value === undefined ? part : encodeURIComponent(known.isKnown(value) ? known.replace(value) : VIN.test(value) ? given('vin', value) ?? value : value)
  })
  return `${parts.join('/')}${query === undefined ? '' : `?${form(query, known, given)}`}`
}

function decoded (part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}

/** The body of a request, with the values of the mock. */
export function bodyFor ({ type, text }: Body, known: Substitutions, given: Given): string {
  const json = parsedText(text)
  if (typeof json === 'object' && json !== null) return JSON.stringify(json, (name, value: unknown) => typeof value === 'string' ? valueFor(name, value, known, given) : value)
  return type.includes('form') ? form(text, known, given) : text
}

const form = (pairs: string, known: Substitutions, given: Given): string =>
  new URLSearchParams([...new URLSearchParams(pairs)].map(([name, value]): [string, string] => [name, valueFor(name, value, known, given)])).toString()

const valueFor = (name: string, value: string, known: Substitutions, given: Given): string =>
  known.isKnown(value) ? known.replace(value) : given(name, value) ?? value

/** The headers that the mock needs, not those that were sent: nothing of a real account leaves for it. */
export function headersFor ({ headers, body }: CapturedCall, known: Substitutions, account: string): Record<string, string> {
  const [, scheme = 'bearer', credentials = ''] = /^(\S+)\s+(.*)$/.exec(headers.authorization ?? '') ?? []
  const authorization = scheme.toLowerCase() === 'basic' ? `Basic ${Buffer.from('app:app-secret').toString('base64')}` : `Bearer ${known.isKnown(credentials) ? known.replace(credentials) : account}`
  return { authorization, accept: headers.accept ?? '*/*', ...body !== undefined && { 'content-type': body.type === '' ? 'application/json' : body.type } }
}
