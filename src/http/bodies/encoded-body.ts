import type { FastifyRequest } from 'fastify'

/** Characters of an encoding that an answer repeats. */
const MAX_NAME = 40

/** @throws an error of status 415 for a body that was compressed; each face has its own form for it */
export function refuseEncoded ({ headers: { 'content-encoding': encoding = 'identity' } }: Pick<FastifyRequest, 'headers'>): void {
  if (encoding === 'identity' || encoding === '') return
  throw Object.assign(new Error(`The body came compressed (content-encoding: ${encoding.slice(0, MAX_NAME)}). Send it as it is, without content-encoding.`), { statusCode: 415 })
}
