/** Not imported: an import of `node:http` reads all it exports, `WebSocket` too, and so loads undici: a tenth of a start. */
const { STATUS_CODES } = process.getBuiltinModule('node:http')

/** The phrase of an HTTP status (RFC 9110, section 15); empty for one that has none. */
export const statusText = (status: number): string => STATUS_CODES[status] ?? ''
