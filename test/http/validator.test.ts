import t from 'tap'
import { start } from '../support/start.ts'

/** Requests whose body has a value of the wrong type that could be turned into the right one, by what is expected there. */
const wrong = {
  'a boolean': [['PUT', 'clock', { frozen: 'false' }], ['PUT', 'clock', { frozen: 1 }], ['PUT', 'clock', { frozen: null }], ['PUT', 'faults', { effect: { error: 2310 }, force: 'true' }]],
  'an integer': [['PUT', 'accounts/carol', { enrollments: '1' }], ['PUT', 'faults', { effect: { http: { status: '503' } } }], ['PUT', 'sandboxes/default', { seed: true }], ['PUT', 'sandboxes/default', { seed: '7' }]],
  'a number or a text': [['PUT', 'clock', { advance: true }], ['PUT', 'clock', { advance: ['PT5M'] }]],
  'a text': [['PUT', 'clock', { now: 2030 }], ['PUT', 'accounts/carol', { login: 5 }], ['PUT', 'faults', { id: 5, effect: { error: 2310 } }]],
  'a list': [['PUT', 'accounts/carol', { devices: { id: 'a' } }], ['PUT', 'accounts/carol', { vehicles: 'VIN' }]],
  'an object': [['PUT', 'faults', { match: 'alice', effect: { error: 2310 } }], ['PUT', 'clock', 'true'], ['PUT', 'accounts/carol', []]]
} as const

for (const [expected, requests] of Object.entries(wrong)) {
  t.test(`a JSON body is not converted: where ${expected} is expected, anything else is a 400, and nothing changes`, async (t) => {
    const { call } = await start(t)
    const state = async () => await Promise.all(['clock', 'accounts/carol', 'faults', 'sandboxes'].map(async (path) => (await call({ url: `/admin/${path}` })).body))
    const before = await state()
    for (const [method, path, body] of requests) {
      const payload = JSON.stringify(body)
      t.match(await call({ method, url: `/admin/${path}`, payload, headers: { 'content-type': 'application/json' } }), { status: 400, body: { message: String } }, `${path} ${payload}`)
    }
    t.strictSame(await state(), before)
  })
}

t.test('what comes as text in a URL is converted', async (t) => {
  const { call } = await start(t)
  t.match(await call({ url: '/admin/accounts?limit=1' }), { status: 200, body: { accounts: { length: 1 } } })
  t.match(await call({ url: '/admin/accounts?limit=one' }), { status: 400, body: { message: /limit/ } })
  for (const url of ['accounts?limit=1.5', 'accounts?limit=1e3', 'accounts?limit=', 'sms?limit=0x1', 'sms/latest?wait=1.5', 'requests?limit=2.0', 'overview?limit=%201', 'accounts?limit=1&limit=2']) {
    t.match(await call({ url: `/admin/${url}` }), { status: 400, body: { message: /limit|wait/ } }, url)
  }
})
