import type { CapturedAnswer } from './capture.ts'
import { parsedText } from './har-value.ts'
import { locationDifferences } from './location.ts'
import { jsonDifferences } from './shape.ts'
import { toldType } from './vocabulary.ts'
import { words, type Wording } from './wording.ts'
import { xmlDifferences } from './xml-shape.ts'

/** Where the answer of the mock is not like the real one. */
export function answerDifferences (real: CapturedAnswer, mock: CapturedAnswer): Wording[] {
  return [
    ...real.status === mock.status ? [] : [words`status: real ${real.status}, mock ${mock.status}`],
    ...bodyDifferences(real, mock),
    ...locationDifferences(real.headers.location, mock.headers.location),
    ...(['www-authenticate', 'retry-after'] as const).filter((name) => (real.headers[name] === undefined) !== (mock.headers[name] === undefined))
      .map((name) => words`${real.headers[name] === undefined ? 'mock' : 'real'} has the header ${name}`)
  ]
}

function bodyDifferences (real: CapturedAnswer, mock: CapturedAnswer): Wording[] {
  if (mock.body === undefined) return real.contentType === '' ? [] : typeDifferences(real, mock)
  if (real.body === undefined) return []
  if (real.body === '' || mock.body === '') return real.body === mock.body || isRedirect(real) ? [] : [words`the body: real ${fill(real.body)}, mock ${fill(mock.body)}`]
  const [one, other] = [parsedText(real.body), parsedText(mock.body)]
  if (one !== undefined && other !== undefined) return [...typeDifferences(real, mock), ...jsonDifferences(one, other)]
  const isXml = real.contentType.includes('xml') && mock.contentType.includes('xml')
  return [...typeDifferences(real, mock), ...isXml ? xmlDifferences(real.body, mock.body) : []]
}

const isRedirect = ({ status }: CapturedAnswer): boolean => status >= 300 && status < 400
const fill = (body: string) => body === '' ? 'empty' : 'not empty'
const typeDifferences = (real: CapturedAnswer, mock: CapturedAnswer): Wording[] =>
  real.contentType === mock.contentType ? [] : [words`content type: real ${toldType(real.contentType)}, mock ${toldType(mock.contentType)}`]
