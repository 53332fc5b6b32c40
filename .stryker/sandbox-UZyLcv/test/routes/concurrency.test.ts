// @ts-nocheck
import t from 'tap'
import { certify, start } from '../support/start.ts'

t.test('of 200 requests at once with one code, exactly one succeeds', async (t) => {
  const kit = await start(t)
  const smsCode = await certify(kit, '0612345678')
  const answers = await Promise.all(Array.from({ length: 200 }, () =>
    kit.set('smscode', { type: 'modifyPhoneNumber', smsCode, phoneNumber: '0612345678' })))

  t.equal(answers.filter(({ body }) => body?.status === 'SUCCEEDED').length, 1)
  t.equal(answers.filter(({ body }) => (body?.error as { code?: number } | undefined)?.code === 2311).length, 199)
  t.match(await kit.admin('GET', 'requests/count?status=SUCCEEDED&operation=modifyPhoneNumber'), { body: { count: 1 } })
})

t.test('a fault with times: 10 hits exactly 10 of 500 requests at once', async (t) => {
  const kit = await start(t)
  await kit.admin('PUT', 'faults', { id: 'ten', effect: { error: 2202 }, times: 10 })
  const answers = await Promise.all(Array.from({ length: 500 }, () => kit.get('trustedphonenumber')))

  t.equal(answers.filter(({ status }) => status === 503).length, 10)
  t.match(await kit.admin('GET', 'faults/ten'), { body: { hits: 10, remaining: 0 } })
  t.match(await kit.admin('GET', 'requests/count?fault=ten'), { body: { count: 10 } })
})

t.test('a request that a fault held back meets the account as it is by then', async (t) => {
  const kit = await start(t)
  const hold = async () => {
    await kit.admin('PUT', 'faults', { id: 'slow', effect: null, delay: 500, match: { operation: 'trustedphonenumber' } })
    const held = kit.get('trustedphonenumber')
    while ((await kit.admin('GET', 'faults/slow')).body?.hits === 0) await new Promise(setImmediate)
    return { held }
  }
  const first = await hold()
  await kit.admin('PATCH', 'accounts/alice', { trustedPhoneNumber: '0639980199' })
  t.match((await first.held).body, { result: { phoneNumber: '0639980199' } })

  const second = await hold()
  await kit.admin('DELETE', 'accounts/alice')
  t.match((await second.held).body, { error: { code: 2301 } })
})
