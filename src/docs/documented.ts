import { type TProperties, Type } from '@sinclair/typebox'
import { ApiErrorSchema, GatewayErrorSchema } from '../wire/faces/cvs.ts'
import { ErrorSchema } from '../wire/error.ts'
import { OAuthErrorSchema } from '../wire/faces/oauth.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the documentation says of a route that reads its request itself: nothing is checked by it. */
    documented?: FastifySchema
  }
}

const refusal = { description: "Refused; the network's own errors (2204) have no body", content: { 'application/json': { schema: Type.Union([GatewayErrorSchema, ApiErrorSchema, OAuthErrorSchema, ErrorSchema]) } } }

/** The refusals of the faces that answer JSON; a fault can ask for the status of any code. */
export const refusals = { 400: refusal, 401: refusal, '4xx': refusal, '5xx': refusal }

/** The headers that every face understands, with those of the route. */
export const faceHeaders = (more: TProperties = {}) => Type.Object({
  'X-Fault': Type.Optional(Type.String({ description: 'Fails this request alone: a code such as 2310, or an effect as JSON' })),
  ...more
})

/** An answer that is no JSON. */
export const textAnswer = (type: string, description: string) => ({ description, content: { [type]: { schema: Type.String() } } })
