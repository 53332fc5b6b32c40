import t from 'tap'
import { viewDetails, viewEntry } from '../../src/journal/view.ts'
import { fewTargetsSandbox } from '../support/few-targets.ts'
import { carol } from '../support/inwebo.ts'
import { recordRequest, type RequestRecorded } from '../support/record-request.ts'

const sandbox = fewTargetsSandbox()
const operation = 'set.smscode.modifyPhoneNumber'
const view = (request: RequestRecorded) => viewEntry(sandbox, recordRequest(sandbox, request))
const details = (request: RequestRecorded) => viewDetails(sandbox, recordRequest(sandbox, request))

t.test('what an entry does not know is null, and never missing', async (t) => {
  t.match(view({ face: null, status: null, httpStatus: null }), {
    at: '2023-11-14T22:13:20.000Z',
    face: null,
    method: 'GET',
    path: '/',
    query: '',
    userAgent: null,
    operation: null,
    account: null,
    device: null,
    phoneNumber: null,
    parameters: null,
    status: null,
    httpStatus: null,
    code: null,
    fault: null,
    changes: [],
    violations: [],
    sms: null,
    reason: null
  })
})

t.test('what it knows is shown', async (t) => {
  const known = { face: 'pims', method: 'POST', operation, account: 'carol', device: 'device-1', phoneNumber: '+33639980003', status: 'FAILED', httpStatus: 502, code: 2310, sms: 'sms-1', reason: 'it is blocked' } as const
  t.match(view({ ...known, url: '/path?type=x', headers: { 'user-agent': 'app/1' }, changes: [{ id: 'carol', before: carol, after: undefined }] }), {
    ...known,
    path: '/path',
    query: 'type=x',
    userAgent: 'app/1',
    changes: [{ account: 'carol', field: '*', from: 'carol', to: null }]
  })
})

t.test('a fault is shown with its rule; one that the request asked for has none', async (t) => {
  const effect = { error: 2310 }
  t.strictSame(view({ fault: { rule: 'mine', effect, delay: 5 } }).fault, { rule: 'mine', effect, delay: 5 })
  t.strictSame(view({ fault: { effect, delay: 0 } }).fault, { rule: null, effect, delay: 0 })
})

t.test('parameters that the operation does not know are violations, and masked where they look like codes', async (t) => {
  const parameters = { type: '1234', smsCode: '014028', smsCod: '014028', colour: 'red' }
  t.match(view({ operation, parameters, url: '/?type=1234&smsCod=014028' }), {
    parameters: { type: '1234', smsCode: '***', smsCod: '***', colour: 'red' },
    query: 'type=1234&smsCod=***',
    violations: ['smsCod', 'colour']
  })
  t.strictSame(view({ operation }).violations, [])
})

t.test('an operation that takes any parameter, or that nobody knows, has no violations', async (t) => {
  for (const unknowing of ['inwebo.otp', 'get.nothing', undefined]) {
    t.match(view({ operation: unknowing, parameters: { colour: 'red', pincod: '1234' } }), { parameters: { colour: 'red', pincod: '***' }, violations: [] })
  }
})

t.test('the details say what went over the wire, with secrets masked', async (t) => {
  const sent = details({
    method: 'POST',
    url: '/path?smsCod=014028',
    operation,
    headers: { authorization: 'Bearer x', host: 'mock' },
    body: { smsCode: '014028', type: '1234', smsCod: '014028' },
    answer: { headers: { 'content-type': 'application/json', 'set-cookie': 'x' }, body: '{"token":"x","status":"SUCCEEDED"}' }
  })
  t.strictSame(sent.request, {
    method: 'POST',
    path: '/path?smsCod=***',
    headers: { authorization: '***', host: 'mock' },
    body: { smsCode: '***', type: '1234', smsCod: '***' }
  })
  t.strictSame(sent.answer, { status: 200, headers: { 'content-type': 'application/json', 'set-cookie': '***' }, body: { token: '***', status: 'SUCCEEDED' } })
  t.match(sent, { operation, path: '/path' })
})

t.test('a path without a query has no question mark; a body that is only text may be a secret', async (t) => {
  t.match(details({ url: '/path' }).request, { path: /^\/path$/, body: null })
  t.match(details({ body: 'text' }).request, { body: '***' })
})

t.test('where the client got no answer, there is none', async (t) => {
  const answer = { headers: {}, body: 'x' }
  t.equal(details({}).answer, null)
  t.equal(details({ httpStatus: null, answer }).answer, null)
  t.match(details({ answer }).answer, { status: 200, body: 'x' })
})
