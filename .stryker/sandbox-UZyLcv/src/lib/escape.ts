/** A text as the content, or a quoted attribute, of HTML or XML. */
// @ts-nocheck

export const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
