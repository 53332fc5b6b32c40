import { labels, reasons, scenarios } from './french.ts'

const exact = new Map(Object.entries({ ...labels, ...scenarios, ...reasons }))

/** Texts in which something differs from time to time, with what finds them. */
const patterns = Object.entries(reasons).filter(([english]) => english.includes('{}')).map(([english, french]) =>
  ({ pattern: new RegExp(`^${english.split('{}').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('(.+?)')}$`), parts: french.split('{}') }))

/** What the server says, in French; nothing where the page does not know it. */
export function inFrench (text: string): string | undefined {
  const known = exact.get(text.trim())
  if (known !== undefined) return known
  const parts = text.split('; ').map(partInFrench)
  return parts.every((part) => part !== undefined) ? parts.join(' ; ') : undefined
}

function partInFrench (text: string): string | undefined {
  const known = exact.get(text)
  if (known !== undefined) return known
  for (const { pattern, parts } of patterns) {
    const values = pattern.exec(text)?.slice(1)
    if (values !== undefined) return parts.map((part, index) => `${part}${values[index] ?? ''}`).join('')
  }
  return undefined
}
