import type { FaceRequest, RawReply } from '../face-request.ts'
import { onClose } from './on-close.ts'

/**
 * Aborts when there is nobody left to wait for: the client disconnected, the response was sent, or the sandbox of the
 * request was dropped (`sandbox.isClosed`).
 */
export function waitSignal (reply: RawReply & { readonly request: Pick<FaceRequest, 'sandbox'> }): AbortSignal {
  const controller = new AbortController()
  const abort = (): void => controller.abort()
  const forget = reply.request.sandbox.onClose(abort)
  onClose(reply, () => {
    forget()
    abort()
  })
  return controller.signal
}
