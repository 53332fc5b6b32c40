import { readFileSync } from 'node:fs'
import t from 'tap'
import { LOGIN_REFUSALS } from '../../src/pims/device/gigya.ts'
import { certify, start } from '../support/start.ts'

const rows = readFileSync('docs/accounts.md', 'utf8').split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split(' | '))

/** What an account meets as it signs in, not afterwards. */
const LOGIN_CODES: ReadonlySet<number> = new Set(LOGIN_REFUSALS)

t.test('the page, the admin API and the login page say of each account what it is answered', async (t) => {
  const started = await start(t)
  const { app, set, admin } = started
  const { body: login } = await app.inject('/am/oauth2/authorize?client_id=c&redirect_uri=x%3A%2F%2Fy')
  t.equal(rows.length, Number((await admin('GET', 'accounts')).body?.total))
  for (const row of rows) {
    const id = row[0]?.replace(/[|` ]/g, '') ?? ''
    const sent = await certify(started, '0639980099', id)
    const smsCode = /^\d+$/.test(sent) ? sent : '123456' // where asking for one fails already
    const { body } = await set('smscode', { type: 'modifyPhoneNumber', smsCode, phoneNumber: '0639980099' }, { as: id, headers: { 'x-device-id': 'device-1' } })
    const code = (body?.error as { code: number } | undefined)?.code
    t.match(row.at(-1), code === undefined ? /^succeeds/ : new RegExp(`^${code} `), id)
    await admin('POST', `accounts/${id}/reset`)
    const meets = (await admin('GET', `accounts/${id}`)).body?.meets as Array<{ code: number, why: string }>
    t.equal(meets.find((met) => !LOGIN_CODES.has(met.code))?.code, code, `${id} in the console`)
    const line = login.split('\n').find((line) => line.includes(`login=${id}"`)) ?? ''
    if (code === undefined) t.notMatch(line, 'fails with')
    else t.match(line, `fails with ${code}: `, `${id} on the login page`)
  }
})
