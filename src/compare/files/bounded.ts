import { CaptureError } from '../source.ts'

/** More than this of a capture is not read, unpacked. It is never in memory at once. */
export const MAX_BYTES = 1024 * 1024 * 1024
/** More than this of a file that an entry names is not read. */
export const MAX_BESIDE_BYTES = 8 * 1024 * 1024

/** The chunks as they come. @throws CaptureError once they are more than a number of bytes */
export async function * upTo (bytes: number, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let read = 0
  for await (const chunk of chunks) {
    read += chunk.length
    if (read > bytes) throw new CaptureError(`It has more than ${bytes} bytes. Record the service alone.`)
    yield chunk
  }
}
