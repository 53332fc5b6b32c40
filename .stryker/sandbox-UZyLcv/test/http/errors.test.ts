// @ts-nocheck
import { EventEmitter } from 'node:events'
import type { FastifyReply } from 'fastify'
import t from 'tap'
import { closeSignal } from '../../src/http/close-signal.ts'
import { errorBody, statusOfError } from '../../src/http/errors.ts'
import { Invalid } from '../../src/lib/errors.ts'

t.test('what was thrown and is no error, or has no status, is a 500', async (t) => {
  t.equal(statusOfError('text'), 500)
  t.equal(statusOfError(new Error('x')), 500)
  t.equal(statusOfError(new Invalid('x')), 422)
  t.strictSame(errorBody(404, 'x'), { statusCode: 404, error: 'Not Found', message: 'x' })
})

t.test('a client that left before anybody asked has left', async (t) => {
  const reply = (destroyed: boolean) => ({ raw: Object.assign(new EventEmitter(), { destroyed }) }) as unknown as FastifyReply
  t.ok(closeSignal(reply(true)).aborted)
  const present = reply(false)
  const gone = closeSignal(present)
  t.notOk(gone.aborted)
  present.raw.emit('close')
  t.ok(gone.aborted)
})
