// A bare Fastify server with TypeBox schemas on its routes, and a constant behind them.
import Fastify from 'fastify'
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { ANSWER } from './answer.mjs'

const answer = JSON.parse(ANSWER)
const response = { 200: Type.Object({ transactionId: Type.String(), status: Type.String(), result: Type.Null(), padding: Type.String() }) }

const app = Fastify({ forceCloseConnections: true })
app.setValidatorCompiler(TypeBoxValidatorCompiler)
app.get('/pims.authentication.smscode', { schema: { querystring: Type.Object({ type: Type.String(), phoneNumber: Type.String() }), response } }, async () => answer)
app.get('/pims.authentication.trustedphonenumber', { schema: { response } }, async () => answer)
app.get('/admin/sms/latest', { schema: { querystring: Type.Object({ to: Type.String() }), response } }, async () => answer)
app.post('/pims.authentication.smscode', { schema: { body: Type.Object({ type: Type.String(), smsCode: Type.String(), phoneNumber: Type.String() }), response } }, async () => answer)
app.get('/health', { schema: { response } }, async () => answer)
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) })
