import { escapeMarkup } from '../../lib/text/escape.ts'

export const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'

/** What XML 1.0 takes in no form. */
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** A text as the content of an element; what XML cannot say is replaced. */
export const toContent = (text: string): string => escapeMarkup(text.replace(FORBIDDEN, '\ufffd')).replaceAll('\r', '&#13;')

/** An element with a text. */
export const element = (name: string, text: string): string => `<${name}>${toContent(text)}</${name}>`
