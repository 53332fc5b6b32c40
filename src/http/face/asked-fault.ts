import type { IncomingHttpHeaders } from 'node:http'

/** The fault that the header `X-Fault` of a request asks for. */
export function askedFaultOf ({ 'x-fault': asked }: IncomingHttpHeaders): string | undefined {
  return asked === undefined ? undefined : String(asked)
}
