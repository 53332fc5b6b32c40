import { tryParse } from '../lib/json.ts'
import type { CapturedAnswer } from './capture.ts'
import { type IsValue, jsonDifferences, xmlDifferences } from './shape.ts'
import { shownName, shownType } from './vocabulary.ts'

/** Where the answer of the mock is not like the real one; nothing of a value is in it. */
export function answerDifferences (real: CapturedAnswer, mock: CapturedAnswer, isValue: IsValue): string[] {
  return [
    ...real.status === mock.status ? [] : [`status: real ${real.status}, mock ${mock.status}`],
    ...bodyDifferences(real, mock, isValue),
    ...locationDifferences(real.headers.location, mock.headers.location, isValue),
    ...['www-authenticate', 'retry-after'].filter((name) => (real.headers[name] === undefined) !== (mock.headers[name] === undefined))
      .map((name) => `${real.headers[name] === undefined ? 'mock' : 'real'} has the header ${name}`)
  ]
}

function bodyDifferences (real: CapturedAnswer, mock: CapturedAnswer, isValue: IsValue): string[] {
  if (real.body === undefined || mock.body === undefined) return []
  if (real.body === '' || mock.body === '') return real.body === mock.body || isRedirect(real) ? [] : [`the body: real ${fill(real.body)}, mock ${fill(mock.body)}`]
  const [one, other] = [tryParse(real.body), tryParse(mock.body)]
  if (one !== undefined && other !== undefined) return [...typeDifferences(real, mock), ...jsonDifferences(one, other, isValue)]
  const isXml = real.contentType.includes('xml') && mock.contentType.includes('xml')
  return [...typeDifferences(real, mock), ...isXml ? xmlDifferences(real.body, mock.body, isValue) : []]
}

const isRedirect = ({ status }: CapturedAnswer): boolean => status >= 300 && status < 400
const fill = (body: string): string => body === '' ? 'empty' : 'not empty'
const typeDifferences = (real: CapturedAnswer, mock: CapturedAnswer): string[] =>
  real.contentType === mock.contentType ? [] : [`content type: real ${shownType(real.contentType)}, mock ${shownType(mock.contentType)}`]

/** Which parameters a redirect carries; where it goes to is the client's. */
function locationDifferences (real: string | undefined, mock: string | undefined, isValue: IsValue): string[] {
  if (real === undefined || mock === undefined) return real === mock ? [] : [`${real === undefined ? 'mock' : 'real'} has the header location`]
  const [one, other] = [parametersOf(real), parametersOf(mock)]
  const missing = (names: readonly string[], from: readonly string[], who: string) =>
    names.filter((name) => !from.includes(name)).map((name) => `${who} has \`${shownName(name, isValue)}\` in the location`)
  return [...missing(one, other, 'real'), ...missing(other, one, 'mock')]
}

const parametersOf = (location: string): string[] => [...new Set(new URLSearchParams(location.split('?', 2)[1] ?? '').keys())]
