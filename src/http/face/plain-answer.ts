import { errorBody, JSON_TYPE, messageOf, statusOfError } from '../errors.ts'
import type { HttpAnswer } from './endpoint.ts'

/** The answer to a request that is refused in plain HTTP, in no language of a face. */
export function plainAnswer (error: Error): HttpAnswer {
  const httpStatus = statusOfError(error)
  const reason = messageOf(error, httpStatus)
  return {
    httpStatus,
    headers: { 'content-type': JSON_TYPE },
    body: JSON.stringify(errorBody(httpStatus, reason)),
    status: 'FAILED',
    reason
  }
}
