/** The children of an answer: each name once by construction; an empty text is an empty element. */
// @ts-nocheck

export type Fields = Readonly<Record<string, string>>

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

/** An answer as the clients' parsers need it: a declaration, then a flat element without attributes (docs/reference/device-protocol.md). */
export function toXml (root: string, fields: Fields): string {
  const children = Object.entries(fields).map(([name, text]) =>
    text === '' ? `<${name}/>` : `<${name}>${escape(text)}</${name}>`)
  return `${DECLARATION}<${root}>${children.join('')}</${root}>`
}
