import { SoapFault } from './fault.ts'

/** The text of a request, in the encoding of its byte order mark, its content type or its declaration; else UTF-8. @throws SoapFault */
export function decodeRequest (bytes: Uint8Array, contentType = ''): string {
  const encoding = markOf(bytes) ?? /charset="?([\w.:-]+)/i.exec(contentType)?.[1] ?? declaredIn(bytes) ?? 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    throw new SoapFault('Client', error instanceof RangeError ? `the encoding "${encoding.slice(0, 40)}" is not known: send UTF-8` : `the request is not ${encoding}, as it says it is: send UTF-8`)
  }
}

/** The encoding that a byte order mark says. */
function markOf ([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined
}

/** Bytes in which the declaration of a document is looked for. */
const DECLARATION_LENGTH = 100

const declaredIn = (bytes: Uint8Array): string | undefined =>
  /^(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding=["']([\w.:-]+)/.exec(Buffer.from(bytes.subarray(0, DECLARATION_LENGTH)).toString('latin1'))?.[1]
