// The flow done rightly on Fastify, TypeBox and a Map each for accounts, codes and messages, and nothing else:
// no journal, no faults, no events, no sandboxes.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Fastify from 'fastify'
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'

const TTL = 300_000
const MAX_TRIES = 3
const accounts = new Map(JSON.parse(readFileSync(join(process.env.FIXTURES, 'accounts.json'), 'utf8')).map((account) => [account.id, account]))
const codes = new Map()
const inbox = new Map()
/** The numbers of the inbox in the order of arrival, the oldest at `turn`. */
const arrivals = new Array(1000)
let turn = 0

function deliver (sms) {
  inbox.delete(arrivals[turn])
  arrivals[turn] = sms.to
  turn = (turn + 1) % arrivals.length
  inbox.set(sms.to, sms)
}

const Message = Type.Object({ transactionId: Type.String(), status: Type.Literal('SUCCEEDED'), result: Type.Union([Type.Null(), Type.Object({ phoneNumber: Type.String() })]) })
const Failure = Type.Object({ transactionId: Type.String(), status: Type.Literal('FAILED'), error: Type.Object({ code: Type.Integer(), label: Type.String() }) })
const Sms = Type.Object({ id: Type.String(), to: Type.String(), code: Type.String(), purpose: Type.String(), account: Type.String(), text: Type.String(), sentAt: Type.String() })
const Missing = Type.Object({ message: Type.String() })

const hex = (digits) => Math.floor(Math.random() * 16 ** digits).toString(16).padStart(digits, '0')
const transactionId = () => `${hex(8)}-${hex(4)}`
const succeed = (result = null) => ({ transactionId: transactionId(), status: 'SUCCEEDED', result })
const fail = (reply, status, code, label) => reply.code(status).send({ transactionId: transactionId(), status: 'FAILED', error: { code, label } })
const e164 = (number) => /^0\d{9}$/.test(number) ? `+33${number.slice(1)}` : /^\+\d{8,15}$/.test(number) ? number : undefined
const accountOf = ({ headers }) => accounts.get(headers.authorization?.replace(/^Bearer /, ''))

const app = Fastify({ forceCloseConnections: true })

/** With TOGETHER the answers of one turn of the event loop leave one right after the other, as those of pims-mock do. */
if (process.env.TOGETHER !== undefined) {
  let ready = []
  const sendAll = () => {
    const answers = ready
    ready = []
    for (const send of answers) send()
  }
  app.addHook('onSend', (_request, _reply, _payload, send) => { if (ready.push(send) === 1) setImmediate(sendAll) })
}
app.setValidatorCompiler(TypeBoxValidatorCompiler)
const response = { 200: Message, '4xx': Failure }

app.get('/pims.authentication.smscode', { schema: { querystring: Type.Object({ type: Type.Literal('phoneNumberCertification'), phoneNumber: Type.String() }), response } }, async (request, reply) => {
  const account = accountOf(request)
  if (account === undefined) return fail(reply, 401, 2301, 'Authentication required')
  const phoneNumber = e164(request.query.phoneNumber)
  if (phoneNumber === undefined) return fail(reply, 400, 2102, 'Invalid phoneNumber parameter')
  const code = String(Math.floor(Math.random() * 1_000_000)).padStart(6, '0')
  const now = Date.now()
  codes.set(account.id, { code, phoneNumber, expiresAt: now + TTL, tries: 0 })
  deliver({ id: `sms-${transactionId()}`, to: phoneNumber, code, purpose: 'phoneNumberCertification', account: account.id, text: `Your code to certify this phone number is ${code}.`, sentAt: new Date(now).toISOString() })
  return succeed()
})

app.get('/admin/sms/latest', { schema: { querystring: Type.Object({ to: Type.String() }), response: { 200: Sms, 404: Missing } } }, async ({ query }, reply) =>
  inbox.get(e164(query.to)) ?? reply.code(404).send({ message: 'No SMS matches.' }))

app.post('/pims.authentication.smscode', { schema: { body: Type.Object({ type: Type.Literal('modifyPhoneNumber'), smsCode: Type.String(), phoneNumber: Type.String() }), response } }, async (request, reply) => {
  const account = accountOf(request)
  if (account === undefined) return fail(reply, 401, 2301, 'Authentication required')
  const pending = codes.get(account.id)
  if (pending === undefined) return fail(reply, 409, 2311, 'No code is pending')
  const { smsCode, phoneNumber } = request.body
  const isRight = pending.code === smsCode && pending.phoneNumber === e164(phoneNumber) && Date.now() < pending.expiresAt
  if (isRight || ++pending.tries === MAX_TRIES) codes.delete(account.id)
  if (!isRight) return fail(reply, 400, 2102, 'Invalid smsCode parameter')
  accounts.set(account.id, { ...account, trustedPhoneNumber: pending.phoneNumber })
  return succeed()
})

app.get('/pims.authentication.trustedphonenumber', { schema: { response } }, async (request, reply) => {
  const account = accountOf(request)
  return account === undefined ? fail(reply, 401, 2301, 'Authentication required') : succeed({ phoneNumber: account.trustedPhoneNumber })
})

app.get('/health', { schema: { response: { 200: Type.Object({ status: Type.String() }) } } }, async () => ({ status: 'ok' }))
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) })
