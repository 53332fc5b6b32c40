import { Value } from '@sinclair/typebox/value'
import t from 'tap'
import { lifetimeInSeconds, type TokenKind } from '../../src/oauth/token.ts'
import { Tokens, uuid } from '../../src/oauth/tokens.ts'
import { carol, inweboWorld } from '../support/inwebo.ts'

const MINUTE = 60
const DAY = 24 * 60 * MINUTE
/** Seconds; docs/reference/cvs-oauth.md. */
const LIFETIMES: ReadonlyArray<[TokenKind, number]> = [
  ['code', 10 * MINUTE],
  ['access', 3599],
  ['refresh', 7 * DAY],
  ['remoteAccess', 899],
  ['remoteRefresh', 7 * DAY]
]

for (const [kind, seconds] of LIFETIMES) {
  t.test(`a token of the kind ${kind} lives ${seconds} s, that moment excluded`, async (t) => {
    const { sandbox, wait } = inweboWorld()
    const tokens = sandbox.part(Tokens)
    const { value } = tokens.issue(kind, carol, 'openid')
    t.equal(lifetimeInSeconds(kind), seconds)
    wait(seconds * 1000 - 1)
    t.match(tokens.find(kind, value), { account: 'carol', scope: 'openid' })
    wait(1)
    t.equal(tokens.find(kind, value), undefined)
    t.match(tokens.explain(kind, value), new RegExp(`was given out at 2023-11-14T22:13:20.000Z and lives ${seconds} s`))
  })
}

t.test('a token is a UUID of 36 characters, and no two are the same', async (t) => {
  const tokens = inweboWorld().sandbox.part(Tokens)
  const values = Array.from({ length: 50 }, () => tokens.issue('access', carol, '').value)
  for (const value of values) t.match(value, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  t.equal(new Set(values).size, 50)
})

t.test('a token is found as what it is', async (t) => {
  const tokens = inweboWorld().sandbox.part(Tokens)
  for (const [kind] of LIFETIMES) {
    const { value } = tokens.issue(kind, carol, '')
    for (const [other] of LIFETIMES) t.equal(tokens.find(other, value)?.kind, other === kind ? kind : undefined, `${kind} as ${other}`)
  }
  t.match(tokens.explain('refresh', tokens.issue('access', carol, '').value), /this is the access token of carol, not the refresh token/)
})

t.test('each reason why a token is not taken', async (t) => {
  const { sandbox } = inweboWorld()
  const tokens = sandbox.part(Tokens)
  t.equal(tokens.explain('refresh', undefined), 'there is no refresh token in the request')
  t.equal(tokens.explain('remoteRefresh', undefined), 'there is no remote refresh token in the request')
  t.equal(tokens.explain('remoteAccess', undefined), 'there is no remote access token in the request')
  t.equal(tokens.explain('access', 'unknown'), 'this sandbox has no such access token: it was never given out, or was revoked')
  const code = tokens.issue('code', carol, '')
  tokens.use(code)
  t.equal(tokens.find('code', code.value), undefined)
  t.equal(tokens.explain('code', code.value), 'the authorization code was used at 2023-11-14T22:13:20.000Z; it works once')
})

t.test('a refresh token takes its access tokens along, and only those', async (t) => {
  const tokens = inweboWorld().sandbox.part(Tokens)
  const refresh = tokens.issue('refresh', carol, '')
  const [first, second] = [1, 2].map(() => tokens.issue('access', carol, '', { refreshToken: refresh.value }))
  const other = tokens.issue('access', carol, '')
  t.ok(tokens.find('access', first?.value))
  tokens.revoke(refresh)
  t.equal(tokens.find('access', first?.value), undefined)
  t.equal(tokens.explain('access', second?.value), 'the access token was revoked, together with its refresh token')
  t.ok(tokens.find('access', other.value))
})

t.test('the tokens of one account are revoked, and those of others live', async (t) => {
  const tokens = inweboWorld().sandbox.part(Tokens)
  const [hers, his] = [tokens.issue('access', carol, ''), tokens.issue('access', { id: 'bob' }, '')]
  tokens.issue('refresh', carol, '')
  tokens.forgetAccount('carol')
  t.equal(tokens.find('access', hers.value), undefined)
  t.ok(tokens.find('access', his.value))
  t.equal(tokens.save().length, 1)
})

t.test('a snapshot of tokens gives them back, used and revoked ones as they are', async (t) => {
  const { sandbox } = inweboWorld()
  const tokens = sandbox.part(Tokens)
  const code = tokens.issue('code', carol, 'openid', { authorization: { clientId: 'c', redirectUri: 'mymap://x', scope: 'openid' } })
  tokens.use(code)
  const access = tokens.issue('access', carol, '', { refreshToken: 'gone' })
  const copy = new Tokens(sandbox)
  copy.issue('access', carol, '')
  copy.restore(tokens.save())
  t.strictSame(copy.save(), tokens.save())
  t.match(copy.explain('code', code.value), /was used/)
  t.equal(copy.find('access', access.value), undefined)
})

t.test('the state of tokens is what was saved, and nothing else', async (t) => {
  const { sandbox } = inweboWorld()
  const tokens = sandbox.part(Tokens)
  tokens.use(tokens.issue('code', carol, 'openid', { authorization: { clientId: 'c', redirectUri: 'mymap://x', scope: 'openid', codeChallenge: 'x', codeChallengeMethod: 'S256' } }))
  tokens.issue('access', carol, '', { refreshToken: 'r' })
  const good = tokens.save()
  t.equal(Tokens.key, 'tokens')
  t.ok(Value.Check(Tokens.StateSchema, good))
  const [code] = good
  const long = 'x'.repeat(2001)
  const bad = [
    { ...code, kind: 'magic' },
    { ...code, account: 'x'.repeat(65) },
    { ...code, issuedAt: 'now' },
    { ...code, usedAt: 'now' },
    { ...code, more: 1 },
    ...['value', 'scope', 'refreshToken'].map((field) => ({ ...code, [field]: long })),
    ...['clientId', 'redirectUri', 'scope', 'codeChallenge', 'codeChallengeMethod', 'nonce', 'more'].map((field) => ({ ...code, authorization: { ...code?.authorization, [field]: long } }))
  ]
  for (const token of bad) t.notOk(Value.Check(Tokens.StateSchema, [token]), JSON.stringify(token).slice(0, 300))
  t.equal(Tokens.StateSchema.maxItems, 100_000)
})

t.test('what a client has stored with a token is weighed, character by character', async (t) => {
  const { sandbox } = inweboWorld()
  const weightOf = (scope: string, more: Parameters<Tokens['issue']>[3]): number => {
    const before = sandbox.memory.used
    sandbox.part(Tokens).issue('code', carol, scope, more)
    return sandbox.memory.used - before
  }
  const authorization = { clientId: 'c', redirectUri: 'r', scope: 's', codeChallenge: 'p', nonce: 'n' }
  const least = weightOf('', { clientId: 'c', authorization })
  const long = 'x'.repeat(101)
  t.equal(weightOf(long, { clientId: 'c', authorization }) - least, 101)
  t.equal(weightOf('', { clientId: long, authorization }) - least, 100)
  for (const field of ['clientId', 'redirectUri', 'codeChallenge', 'nonce']) t.equal(weightOf('', { clientId: 'c', authorization: { ...authorization, [field]: long } }) - least, 100, field)
})

t.test('the id of an error is of another stream than tokens and codes', async (t) => {
  const one = inweboWorld().sandbox
  const two = inweboWorld().sandbox
  t.match(uuid(one.random), /^[0-9a-f-]{36}$/)
  t.not(uuid(one.random), uuid(one.random))
  t.equal(one.random.digits(6), two.random.digits(6))
})

t.test('when memory is short the older half of the tokens beyond a thousand goes', async (t) => {
  const tokens = inweboWorld().sandbox.part(Tokens)
  const values = Array.from({ length: 1004 }, () => tokens.issue('access', carol, '').value)
  const left = () => values.filter((value) => tokens.find('access', value) !== undefined)
  tokens.forgetHistory()
  t.strictSame(left(), values.slice(2))
  tokens.forgetHistory()
  tokens.forgetHistory()
  tokens.forgetHistory()
  t.strictSame(left(), values.slice(4))
  t.match(tokens.explain('access', values[0]), /forgotten among more than 1000 when memory was short \(MAX_MEMORY_MB\)/)
  tokens.reset()
  t.notMatch(tokens.explain('access', values[0]), /forgotten/)
})
