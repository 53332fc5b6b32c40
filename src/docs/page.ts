import { escapeMarkup } from '../lib/escape.ts'

interface Operation {
  readonly tags?: readonly string[]
  readonly summary?: string
  readonly description?: string
  readonly parameters?: ReadonlyArray<{ readonly name: string, readonly in: string, readonly required?: boolean, readonly description?: string, readonly schema?: object }>
  readonly requestBody?: { readonly content: Record<string, { readonly schema?: object }> }
  readonly responses?: Record<string, { readonly description?: string, readonly content?: Record<string, { readonly examples?: Record<string, { readonly summary: string }> }> }>
}

/** What the page shows of an OpenAPI document. */
export interface Document {
  readonly info: { readonly title: string, readonly description?: string }
  readonly tags: ReadonlyArray<{ readonly name: string, readonly description?: string }>
  readonly paths: Record<string, Record<string, Operation>>
}

const text = (value: unknown): string => escapeMarkup(String(value ?? ''))
const json = (value: unknown): string => text(JSON.stringify(value, null, 2))

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
  code, pre { font: 14px/1.4 ui-monospace, monospace }
  pre { overflow: auto; padding: .5rem; background: color-mix(in srgb, currentColor 6%, transparent) }
  details { border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); padding: .4rem 0 }
  summary { cursor: pointer }
  td, th { text-align: left; vertical-align: top; padding: .1rem 1rem .1rem 0 }`

/**
 * The page for people: an OpenAPI document as plain HTML, which needs no script and no network.
 *
 * @param openApi URL of the document itself, relative to the page
 */
export function renderDocs ({ info, tags, paths }: Document, openApi: string): string {
  const operations = Object.entries(paths).flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => ({ path, method, operation })))
  const sections = tags.map(({ name, description }) => {
    const own = operations.filter(({ operation }) => operation.tags?.includes(name) === true)
    return own.length === 0 ? '' : `<h2 id="${text(name)}">${text(name)}</h2>\n<p>${text(description)}</p>\n${own.map(renderOperation).join('\n')}`
  })
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${text(info.title)}</title>
<style>${STYLE}</style>
<h1>${text(info.title)}</h1>
<p>${text(info.description)} The same as <a href="${openApi}">OpenAPI 3.1</a>.</p>
<nav>${tags.map(({ name }) => `<a href="#${text(name)}">${text(name)}</a>`).join(' · ')}</nav>
${sections.join('\n')}
</html>
`
}

function renderOperation ({ path, method, operation }: { path: string, method: string, operation: Operation }): string {
  const { summary, description, parameters = [], requestBody, responses = {} } = operation
  const body = Object.values(requestBody?.content ?? {})[0]?.schema
  return `<details>
<summary><code>${text(method.toUpperCase())} ${text(path)}</code> ${text(summary)}</summary>
<p>${text(description)}</p>
<table>${parameters.map(({ name, in: place, required, description, schema }) =>
  `<tr><td><code>${text(name)}</code><td>${text(place)}${required === true ? ', required' : ''}<td>${text(description)}<td><code>${text(JSON.stringify(schema))}</code>`).join('\n')}</table>
${body === undefined ? '' : `<pre>${json(body)}</pre>`}
<table>${Object.entries(responses).map(([status, { description, content }]) =>
  `<tr><th>${text(status)}<td>${text(description)}<td>${Object.entries(Object.values(content ?? {})[0]?.examples ?? {}).map(([name, { summary }]) => `<code>${text(name)}</code> ${text(summary)}`).join('<br>')}`).join('\n')}</table>
</details>`
}
