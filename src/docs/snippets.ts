import type { Operation } from '../pims/language/operation.ts'
import { escapeMarkup } from '../lib/text/escape.ts'
import { isObject } from '../lib/json.ts'
import { fieldArguments, headerArgument, jsonArgument } from '../words/shell.ts'
import { isInQuery } from '../words/verbs.ts'

type Parameters = Readonly<Record<string, unknown>>

/** What a request of an operation looks like: the selector and what is required, by the examples of the schemas. */
export function exampleOf ({ selector, parameters }: Operation): Parameters {
  const required = Object.entries(parameters).filter(([, parameter]) => parameter.required)
  return {
    ...selector !== undefined && { [selector.parameter]: selector.value },
    ...Object.fromEntries(required.map(([name, { schema }]) => [name, exampleOfSchema(schema)]))
  }
}

const exampleOfSchema = ({ examples }: { readonly examples?: unknown }): unknown => Array.isArray(examples) ? examples[0] : {}

/** Where the server is in the examples. */
export const EXAMPLE_SERVER = 'http://localhost:3000'

/** How an operation is called, and made to fail, in Markdown: by the SDK in Kotlin and Swift, and by curl. */
export function describeCalls (operation: Operation): string {
  const { id, summary, since, codes } = operation
  const [code = 2204] = codes.filter((each) => each >= 2300)
  return [
    `<details><summary><code>${id}</code> ${escapeMarkup(summary)} (SDK ${since})</summary>`,
    'Kotlin:',
    fence('kotlin', kotlin(operation)),
    'Swift:',
    fence('swift', swift(operation)),
    'curl:',
    fence('sh', curl(operation)),
    `It can fail with ${[...codes].sort().join(', ')}. Once: \`X-Fault: ${code}\` as a header of the request. Until it is taken away, by a switch:`,
    fence('sh', `curl -X PUT ${EXAMPLE_SERVER}/admin/faults/${code}\ncurl -X DELETE ${EXAMPLE_SERVER}/admin/faults/${code}`),
    '</details>'
  ].join('\n\n')
}

const fence = (language: string, code: string): string => `\`\`\`${language}\n${code}\n\`\`\``

const kotlin = (operation: Operation): string =>
  `pims.${operation.verb}("${operation.api}", ${kotlinValue(exampleOf(operation))}) { message -> println(message["status"]) }`

function kotlinValue (value: unknown): string {
  if (Array.isArray(value)) return `listOf(${value.map(kotlinValue).join(', ')})`
  if (isObject(value)) return `mapOf(${Object.entries(value).map(([name, item]) => `"${name}" to ${kotlinValue(item)}`).join(', ')})`
  return JSON.stringify(value)
}

const swift = (operation: Operation): string =>
  `pims.${operation.verb}(api: "${operation.api}", parameters: ${swiftValue(exampleOf(operation))}) { message in print(message["status"]) }`

function swiftValue (value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(swiftValue).join(', ')}]`
  if (!isObject(value)) return JSON.stringify(value)
  const items = Object.entries(value).map(([name, item]) => `"${name}": ${swiftValue(item)}`)
  return items.length === 0 ? '[:]' : `[${items.join(', ')}]`
}

const isSubscription = ({ verb }: Operation): boolean => verb === 'subscribe'

function curl (operation: Operation): string {
  const parameters = exampleOf(operation)
  const url = `${EXAMPLE_SERVER}/${operation.api}`
  const asAlice = headerArgument('Authorization', 'Bearer alice')
  const words = isInQuery(operation.verb) ? [isSubscription(operation) ? "curl -GN -H 'Accept: text/event-stream'" : 'curl -G', asAlice, ...fieldArguments(parameters)] : ['curl', asAlice, jsonArgument(parameters)]
  return [...words, url].join(' ')
}
