import type { Held, HeldMap, HeldTag } from 'swagger-ui-dist/swagger-ui-bundle.js'

/** What the words of the filter are looked for in; the description has the codes. */
const textOf = (operation: Held): string =>
  [operation.get('method'), operation.get('path'), ...['operationId', 'summary', 'description'].map((key) => operation.getIn(['operation', key]))].join(' ').toLowerCase()

/** The operations in which each word of a phrase is; Swagger UI itself looks at the tags alone. */
export function filterOperations (tags: HeldMap<HeldTag>, phrase: string): HeldMap<HeldTag> {
  const words = phrase.toLowerCase().split(/\s+/)
  const isMeant = (operation: Held): boolean => words.every((word) => textOf(operation).includes(word))
  return tags.map((tag) => tag.update('operations', (operations) => operations.filter(isMeant))).filter((tag) => tag.get('operations').size > 0)
}
