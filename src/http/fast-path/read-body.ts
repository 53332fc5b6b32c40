import type { IncomingMessage } from 'node:http'

/** Reads a body that is known to be small; one of its two callbacks is called, once. */
export function readBody (raw: IncomingMessage, whole: (text: string) => void, failed: (error: Error) => void): void {
  const chunks: Buffer[] = []
  raw.on('data', (chunk: Buffer) => { chunks.push(chunk) })
  raw.once('end', () => whole((chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)).toString()))
  raw.once('error', (error) => failed(Object.assign(error, { statusCode: 400 })))
}
