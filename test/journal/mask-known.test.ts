import fc from 'fast-check'
import t from 'tap'
import { maskKnownValue } from '../../src/journal/mask-known.ts'
import { Tokens } from '../../src/oauth/tokens.ts'
import { KnownSecrets } from '../../src/sandbox/known-secrets.ts'
import { certify, start, type Started } from '../support/start.ts'

const NUMBER = '0612345678'
const FORMS = ['', 'format=har', 'format=curl', 'format=markdown']

/** A secret of each kind that a sandbox knows, by its kind. */
async function secretsOf (kit: Started): Promise<Record<string, string>> {
  const used = await certify(kit, NUMBER)
  await kit.set('smscode', { type: 'modifyPhoneNumber', smsCode: used, phoneNumber: NUMBER })
  const replaced = await certify(kit, NUMBER)
  const pending = await certify(kit, NUMBER)
  await kit.admin('PUT', 'accounts/dora', { pin: '24681357' })
  const tokens = kit.sandbox().part(Tokens)
  const issue = (kind: Parameters<Tokens['issue']>[0]) => tokens.issue(kind, { id: 'bob' }, 'openid').value
  const code = tokens.issue('code', { id: 'bob' }, 'openid')
  tokens.use(code)
  return {
    pending, used, replaced, pin: '24681357', access: issue('access'), refresh: issue('refresh'), code: code.value, remote: issue('remoteAccess')
  }
}

/** Sends a text in every place of a request where no name says that it is a secret. */
async function sendEverywhere ({ call, app }: Started, text: string): Promise<void> {
  const headers = { authorization: 'Bearer alice', 'user-agent': `app/${text} (phone)`, 'x-note': `it is ${text}.`, 'x-device-id': `d/${text}`, referer: `https://a.test/${text}/b` }
  const encoded = encodeURIComponent(text)
  await call({ url: `/pims.authentication.trustedphonenumber?note=${encoded}&${encoded}=1&a=x%20${encoded}`, headers })
  await app.inject({ url: `/v1/x%2D${encoded}/${encoded}`, headers })
  await call({ method: 'POST', url: '/pims.initialize', payload: { profile: { brand: text, [text]: 1, list: [text, { deep: `${text};` }] } }, headers })
  await call({ method: 'POST', url: '/am/oauth2/access_token', payload: { grant_type: text }, headers })
  await call({ url: '/pims.authentication.trustedphonenumber', headers: { ...headers, 'x-fault': JSON.stringify({ http: { status: 200, body: { said: `it is ${text}` } } }) } })
}

/** All that the admin API shows of requests, but for the overview: that shows the SMS as well. */
async function shown ({ call, app }: Started, query = ''): Promise<string[]> {
  const ids = ((await call({ url: '/admin/requests' })).body?.requests as Array<{ id: string }>).map(({ id }) => id)
  const urls = [...FORMS.map((form) => `/admin/requests?${form}${query}`), ...query === '' ? [...ids.map((id) => `/admin/requests/${id}`)] : []]
  return await Promise.all(urls.map(async (url) => url + decodeURIComponent((await app.inject(url)).body.replaceAll(/%(?![0-9A-F]{2})/g, '%25'))))
}

t.test('a code, a PIN and a token that the sandbox knows are masked wherever they stand, in every form, until they are asked for', async (t) => {
  const kit = await start(t)
  for (const [kind, secret] of Object.entries(await secretsOf(kit))) {
    await kit.admin('DELETE', 'requests')
    await sendEverywhere(kit, secret)
    for (const text of await shown(kit)) {
      t.notOk(text.includes(secret), `${kind} in ${text.slice(0, 60)}`)
    }
    for (const text of await shown(kit, '&secrets=true')) t.ok(text.includes(secret), `${kind} with secrets`)
  }
})

t.test('a token of another form, which a snapshot can have, is masked where it stands alone', async (t) => {
  const kit = await start(t)
  const value = 'a-token.of~another+form'
  kit.sandbox().part(Tokens).restore([{ value, kind: 'access', account: 'bob', scope: '', issuedAt: 0 }])
  await kit.get('trustedphonenumber', { note: value }, { headers: { 'x-note': `it is "${value}"` } })
  for (const text of await shown(kit)) t.notOk(text.includes(value))
})

t.test('a password of an account is masked where it stands alone, whatever it is made of; one of fewer than six characters may be any word', async (t) => {
  const kit = await start(t)
  for (const password of ['pa$$w0rd!', 'Secret-12', '12 monkeys']) {
    await kit.admin('PUT', 'accounts/dora', { password })
    await kit.admin('DELETE', 'requests')
    const spoken = password.includes(' ') ? '' : ` app/${password} (phone)`
    const headers = { authorization: 'Bearer alice', 'x-note': password, 'user-agent': `it is${spoken}.` }
    await kit.call({ url: `/pims.authentication.trustedphonenumber?note=${encodeURIComponent(password)}`, headers })
    await kit.call({ method: 'POST', url: '/pims.initialize', payload: { profile: { brand: password, [password]: 1, list: [{ deep: password }] } }, headers })
    for (const text of await shown(kit)) t.notOk(text.includes(password), `${password} in ${text.slice(0, 60)}`)
    for (const text of await shown(kit, '&secrets=true')) t.ok(text.includes(password), `${password} with secrets`)
  }
  await kit.admin('PUT', 'accounts/dora', { password: 'alice' })
  t.match((await kit.admin('GET', 'requests?limit=1')).body, { requests: [{ account: 'alice' }] })
  await kit.get('trustedphonenumber', { note: 'alice' })
  t.match((await kit.admin('GET', 'requests?limit=1')).body, { requests: [{ parameters: { note: 'alice' } }] })
})

t.test('a number of a request is masked if it is one; what only looks like one stays, and so do times and the codes of errors', async (t) => {
  const kit = await start(t)
  await kit.admin('PUT', 'accounts/dora', { pin: '2026' })
  await kit.admin('PUT', 'accounts/erin', { pin: '2102' })
  const smsCode = await certify(kit, NUMBER)
  await kit.admin('PUT', 'clock', { advance: 'PT6M' })
  await kit.set('smscode', { type: 'modifyPhoneNumber', smsCode, phoneNumber: NUMBER }, { headers: { 'user-agent': 'app/2102.7 12026 123456' } })
  const { requests } = (await kit.admin('GET', 'requests?limit=1')).body as { requests: [{ id: string }] }
  const { body } = await kit.admin('GET', `requests/${requests[0].id}`)
  t.match(body, { userAgent: 'app/***.7 12026 123456', code: 2102, reason: /was sent at 2026-01-01T12:00:00.000Z/, phoneNumber: '+33612345678', answer: { body: { error: { code: 2102 } } } })
  await kit.call({ method: 'POST', url: '/pims.initialize', payload: { profile: { brand: 2026, other: 2027 } } })
  t.match((await kit.admin('GET', 'requests?limit=1')).body, { requests: [{ parameters: { profile: { brand: '***', other: 2027 } } }] })
})

t.test('events and the overview show no more than the list', async (t) => {
  const kit = await start(t)
  await kit.app.listen({ host: '127.0.0.1', port: 0 })
  const stream = await fetch(`${kit.app.listeningOrigin}/admin/events?types=request`)
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (reader === undefined) throw new Error('no stream')
  const smsCode = await certify(kit, NUMBER)
  await sendEverywhere(kit, smsCode)
  let text = ''
  while (text.split('event: request').length < 6) text += (await reader.read()).value ?? ''
  t.match(text, 'app/*** (phone)')
  t.notMatch(text, smsCode)
  t.strictSame((await kit.admin('GET', 'overview')).body?.requests, (await kit.admin('GET', 'requests')).body?.requests)
  await reader.cancel()
})

t.test('a word is masked alone as it is between others', async (t) => {
  const kit = await start(t)
  kit.sandbox().part(Tokens).restore([{ value: 'plain-token', kind: 'access', account: 'bob', scope: '', issuedAt: 0 }])
  const secrets = [...Object.values(await secretsOf(kit)), 'plain-token', 'open-Sesame.1', 'openSesame', 'alice', '2468', '123456789']
  await kit.admin('PUT', 'accounts/dora', { pin: '24681357', password: 'open-Sesame.1' })
  const known = new KnownSecrets(kit.sandbox())
  const beside = fc.constantFrom('', 'x', '-', '.', 'x.', '.y', '_', '1')
  fc.assert(fc.property(beside, fc.constantFrom(...secrets), beside, (before, secret, after) => {
    const word = `${before}${secret}${after}`
    return maskKnownValue(`${word} and`, known) === `${String(maskKnownValue(word, known))} and`
  }))
  for (const secret of ['plain-token', 'open-Sesame.1']) t.equal(maskKnownValue(secret, known), '***')
})
