import t from 'tap'
import { errorBody, HttpError, statusOfError } from '../../src/http/errors.ts'
import { Busy, Conflict, Full, Invalid, Malformed, NotFound } from '../../src/lib/errors.ts'

t.test('each kind of refusal has its status; what was thrown and is no error, or has no status, is a 500', async (t) => {
  const statuses = [[Malformed, 400], [NotFound, 404], [Conflict, 409], [Invalid, 422], [Busy, 503], [Full, 507]] as const
  for (const [Kind, status] of statuses) t.equal(statusOfError(new Kind('x')), status, Kind.name)
  t.equal(statusOfError(new HttpError(415, 'x')), 415)
  t.equal(statusOfError('text'), 500)
  t.equal(statusOfError(new Error('x')), 500)
  t.equal(statusOfError(Object.assign(new Error('x'), { statusCode: 302 })), 500)
  t.strictSame(errorBody(404, 'x'), { statusCode: 404, error: 'Not Found', message: 'x' })
})
