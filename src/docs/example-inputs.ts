/** What somebody who tries an operation begins with: the parameters of its path, and its body. */
interface ExampleInput {
  readonly path?: Readonly<Record<string, string>>
  readonly body?: unknown
}

const dora = { path: { id: 'dora' } }
const bob = { path: { id: 'bob' } }
const car = { path: { id: 'alice', vin: 'VR3UHZKXZL0000001' } }
const otherCar = { path: { id: 'bob', vin: 'VR1AB12C3D4567890' } }
const sandbox = { path: { id: 'my-test' } }
const switched = { path: { id: '2310' } }
const price = { path: { operation: 'get.price' } }
const scenario = { path: { name: 'flaky-network' } }

/** By method and path. Each can be sent as it is, but for the codes and tokens that were issued by then. */
export const exampleInputs: Readonly<Record<string, ExampleInput>> = {
  'GET /admin/sandboxes/{id}': { path: { id: 'default' } },
  'PUT /admin/sandboxes/{id}': { ...sandbox, body: { seed: 42 } },
  'DELETE /admin/sandboxes/{id}': sandbox,
  'PATCH /admin/sms/{id}': { body: { state: 'expired' } },
  'POST /admin/pushes/latest': { body: { answer: 'accept' } },
  'POST /admin/pushes/{sessionId}': { body: { answer: 'accept' } },
  'POST /admin/faults': { body: { match: { operation: 'modifyPhoneNumber', account: 'alice' }, effect: { error: 2310 }, times: 1 } },
  'PUT /admin/faults': { body: { faults: [{ id: '2204', match: { operation: 'modifyPhoneNumber' } }, { id: 'slow', effect: null, delay: 3000 }] } },
  'GET /admin/faults/{id}': switched,
  'PUT /admin/faults/{id}': { ...switched, body: { match: { account: 'alice' } } },
  'DELETE /admin/faults/{id}': switched,
  'GET /admin/accounts/{id}': bob,
  'PUT /admin/accounts/{id}': { ...dora, body: { trustedPhoneNumber: '+33639980050', pin: '2468', devices: [{ id: 'device-1' }] } },
  'PATCH /admin/accounts/{id}': { ...bob, body: { blocked: 'AccountBlocked' } },
  'DELETE /admin/accounts/{id}': dora,
  'POST /admin/accounts/{id}/reset': bob,
  'DELETE /admin/accounts/{id}/devices': bob,
  'GET /admin/accounts/{id}/vehicles': bob,
  'GET /admin/accounts/{id}/vehicles/{vin}': car,
  'PUT /admin/accounts/{id}/vehicles/{vin}': { ...otherCar, body: { energy: 'hybrid', battery: { level: 20 } } },
  'PATCH /admin/accounts/{id}/vehicles/{vin}': { ...car, body: { battery: { level: 20 }, charging: { status: 'InProgress' } } },
  'POST /admin/accounts/{id}/vehicles/{vin}/reset': car,
  'DELETE /admin/accounts/{id}/vehicles/{vin}': car,
  'POST /admin/publish': { body: { operation: 'subscribe.signal', result: { code: 200 } } },
  'GET /admin/outputs/{operation}': price,
  'PUT /admin/outputs/{operation}': { ...price, body: { priceFuel: 1.27, priceElectric: 0.85 } },
  'DELETE /admin/outputs/{operation}': price,
  'PUT /admin/clock': { body: { advance: 'PT5M' } },
  'POST /admin/verify': { body: { operation: 'modifyPhoneNumber', account: 'alice', times: 0 } },
  'GET /admin/scenarios/{name}': scenario,
  'PUT /admin/scenarios/{name}/active': scenario,
  'DELETE /admin/scenarios/{name}/active': scenario,
  'PUT /admin/state': {
    body: {
      version: 1,
      seed: 42,
      random: { seed: 42, codes: [1, 2, 3, 4], ids: [5, 6, 7, 8], draws: [9, 10, 11, 12] },
      clock: { now: Date.UTC(2026, 0, 1, 12), frozen: false },
      accounts: [{ id: 'alice' }],
      codes: [],
      endedCodes: [],
      inbox: { messages: [], late: [] }
    }
  },
  'GET /admin/schemas/{name}': { path: { name: 'accounts.json' } },
  'POST /am/oauth2/access_token': { body: { grant_type: 'authorization_code', code: 'of the redirect', redirect_uri: 'mymap://oauth2redirect/fr', client_id: 'pims-mock' } },
  'POST /am/oauth2/token/revoke': { body: { token: 'of access_token', client_id: 'pims-mock' } },
  'POST /connectedcar/v4/virtualkey/remoteaccess/token': { body: { grant_type: 'password', password: 'one-time password of the device' } }
}
