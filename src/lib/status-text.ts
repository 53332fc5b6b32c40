import { STATUS_CODES } from 'node:http'

/** The phrase of an HTTP status (RFC 9110, section 15); empty for one that has none. */
export const statusText = (status: number): string => STATUS_CODES[status] ?? ''
