import type { RawReply } from '../face-request.ts'
import { onClose } from './on-close.ts'

/**
 * Aborts when the response is over: the client disconnected or the response was sent. `request.signal` would abort as
 * soon as a body has been read.
 */
export function closeSignal (reply: RawReply): AbortSignal {
  const controller = new AbortController()
  onClose(reply, () => controller.abort())
  return controller.signal
}
