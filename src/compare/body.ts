import { gunzipSync } from 'node:zlib'
import type { Json } from '../lib/json.ts'
import { list, parsedText, record, harText } from './har-value.ts'

/** The body of a request, as it was sent or as it can be built anew from its parameters. */
export interface Body {
  /** Without parameters, in lower case. */
  readonly type: string
  readonly text: string
}

/** More than this of an answer that was compressed is not unpacked. */
const MAX_UNPACKED_BYTES = 8 * 1024 * 1024

/**
 * The text where there is one, else the parameters: chrome-har has those alone, for JSON too.
 *
 * @param header the content type that was sent, where there is one
 */
export function bodyOfRequest (postData: Json, header: string | undefined): Body | undefined {
  const type = (header ?? harText(postData.mimeType) ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const sent = harText(postData.text)
  if (sent !== undefined && sent !== '') return { type, text: postData.encoding === 'base64' ? Buffer.from(sent, 'base64').toString() : sent }
  const pairs = list(postData.params).map(record).flatMap(({ name, value }): Array<[string, string]> => typeof name === 'string' ? [[name, String(value ?? '')]] : [])
  if (pairs.length === 0) return undefined
  return { type, text: type.includes('json') ? JSON.stringify(Object.fromEntries(pairs)) : new URLSearchParams(pairs).toString() }
}

/**
 * The text of an answer, decoded; `undefined` where it is not in the capture, or not whole.
 *
 * @param length what the header content-length says; 0 where there is none
 */
export function bodyOfAnswer (content: Json, length: number, headers: Readonly<Record<string, string>>): string | undefined {
  const written = harText(content.text)
  if (written === undefined) return length === 0 && Number(content.size ?? -1) === 0 ? '' : undefined
  const bytes = content.encoding === 'base64' ? Buffer.from(written, 'base64') : joined(written) ?? Buffer.from(written)
  const decoded = unpacked(bytes)
  const isPacked = /gzip|br|deflate|zstd/.test(headers['content-encoding'] ?? '')
  return decoded === undefined || (!isPacked && length > decoded.length) ? undefined : decoded.toString()
}

/** Polly writes an answer that is compressed as a JSON list of base64. */
function joined (written: string): Buffer | undefined {
  if (!written.startsWith('["H4sI')) return undefined
  const parts = parsedText(written)
  return Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? Buffer.concat(parts.map((part) => Buffer.from(part, 'base64'))) : undefined
}

function unpacked (bytes: Buffer): Buffer | undefined {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_UNPACKED_BYTES })
  } catch {
    return undefined
  }
}
