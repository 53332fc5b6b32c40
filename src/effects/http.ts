import { Type } from '@sinclair/typebox'
import { closedObject } from '../lib/closed-object.ts'
import { Invalid } from '../lib/errors.ts'
import { GREATEST_STATUS, LEAST_STATUS } from '../words/bounds.ts'
import { defineKind } from './kind.ts'

/** Headers that are about the connection: the server sets them itself, and sending others would break its own framing. */
const CONNECTION_HEADERS: ReadonlySet<string> = new Set(['connection', 'content-length', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade'])

/** An HTTP answer as the rule gives it. */
export const httpEffect = defineKind({
  schema: closedObject({
    http: closedObject({
      status: Type.Integer({ minimum: LEAST_STATUS, maximum: GREATEST_STATUS }),
      headers: Type.Optional(Type.Record(Type.String({ pattern: '^[A-Za-z0-9-]{1,100}$' }), Type.String({ pattern: '^[\\x20-\\x7e]{0,1000}$' }), { additionalProperties: false })),
      body: Type.Optional(Type.Unknown({ description: 'A string is sent as it is, anything else as JSON' }))
    })
  }),
  explain: ({ http: { status } }) => `answers % with HTTP ${status}`,
  check ({ http: { headers = {} } }) {
    const refused = Object.keys(headers).find((name) => CONNECTION_HEADERS.has(name.toLowerCase()))
    if (refused !== undefined) throw new Invalid(`http.headers must not have "${refused}": the server sets it. To break an answer use a transport effect, such as {"transport":"truncate"}.`)
  }
})
