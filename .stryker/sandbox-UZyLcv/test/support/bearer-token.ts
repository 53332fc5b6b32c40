// @ts-nocheck
import type { Test } from 'tap'
import { on } from './codes.ts'
import { start, type Started } from './start.ts'

/** The token that a device is given. */
async function tokenOf ({ get }: Started, type: string, action = 'get', device = 'device-1'): Promise<string> {
  const { body } = await get('token', { type, action }, on(device))
  return String((body?.result as { token: string }).token)
}

/** Tests what holds for every token that is a bearer token. */
export function testBearerToken (t: Test, type: string): void {
  t.test('gives a token that is a bearer token, the same until it is refreshed', async (t) => {
    const started = await start(t)
    const token = await tokenOf(started, type)
    t.match(await started.get('token', { type, action: 'get' }), { status: 200, body: { result: { type, token } } })
    t.match(await started.get('account', { type: 'username', actionType: 'basic' }, { as: token }), { body: { result: { username: 'alice@example.com' } } })
    t.not(await tokenOf(started, type, 'get', 'another'), token, 'each device has its own')

    const fresh = await tokenOf(started, type, 'refresh')
    t.not(fresh, token)
    t.match(await started.get('trustedphonenumber', {}, { as: token }), { body: { error: { code: 2301 } } }, 'the old one is dead')
    t.match(await started.get('trustedphonenumber', {}, { as: fresh }), { status: 200 })
  })

  t.test('a token dies after an hour of the sandbox', async (t) => {
    const started = await start(t)
    const token = await tokenOf(started, type)
    await started.admin('PUT', 'clock', { advance: 'PT1H' })
    t.match(await started.get('trustedphonenumber', {}, { as: token }), { status: 401, body: { error: { code: 2301 } } })
    t.not(await tokenOf(started, type), token)
  })

  t.test('action says get or refresh', async (t) => {
    const { get } = await start(t)
    t.match(await get('token', { type }), { body: { error: { code: 2101, label: 'Missing action parameter' } } })
    t.match(await get('token', { type, action: 'drop' }), { body: { error: { code: 2102 } } })
  })
}
