import { execFileSync } from 'node:child_process'
import t from 'tap'
import type { Exchanged } from '../../console/state/world/wire.ts'
import { curlOfExchange, curlOfRequest, curlOfRule } from '../../console/words/curl.ts'
import { en, type Words } from '../../console/words/en.ts'
import { formatters, groupCode, initials, showLeft, showNumber } from '../../console/words/format.ts'
import { fr } from '../../console/words/fr.ts'
import { sentence } from '../../console/words/sentence.ts'
import { shellWord } from '../../src/words/shell.ts'
import { entry } from './support.ts'

t.test('codes, numbers and times are written as people read them', async (t) => {
  t.equal(groupCode('482913'), '482 913')
  t.equal(groupCode('761058008'), '761 058 008')
  t.equal(groupCode('73519'), '73519')
  t.equal(showNumber('+33639980001'), '06 39 98 00 01')
  t.equal(showNumber('+41791234567'), '+41791234567')
  t.strictSame([213_000, 59_001, 0, -5, 3_661_000].map(showLeft), ['3:33', '1:00', '0:00', '0:00', '1:01:01'])
  t.equal(initials('alice'), 'Al')
  const { time, minute, day, number } = formatters('en-GB')
  t.match(time('2026-01-01T12:00:05Z'), /^\d\d:\d\d:05$/)
  t.match(minute('2026-01-01T12:00:05Z'), /^\d\d:\d\d$/)
  t.match(day('2026-01-01T12:00:00Z'), /January 2026/)
  t.equal(number(1234.56), '1,234.6')
})

/** Says everything that a dictionary can say. */
function allOf (words: unknown): string[] {
  if (typeof words === 'string') return [words]
  if (typeof words === 'function') return [0, 1, 2, 5, 90_000].map((value) => String(words(value, value)))
  return Object.values(words as object).flatMap(allOf)
}

t.test('both languages are complete, and say nothing undefined', async (t) => {
  const keys = (words: unknown): string[] => typeof words === 'object' ? Object.entries(words as object).flatMap(([key, value]) => keys(value).map((rest) => `${key}.${rest}`)) : ['']
  t.strictSame(keys(fr), keys(en))
  for (const text of [...allOf(en), ...allOf(fr)]) t.notMatch(text, /undefined|NaN|^$/)
  t.equal(en.fault.on(1), '1 fault is on')
  t.equal(en.fault.on(2), '2 faults are on')
  t.equal(fr.fault.on(1), '1 panne active')
  t.equal(fr.fault.on(2), '2 pannes actives')
  t.equal(en.rule.hit(2), 'hit twice')
  t.strictSame([en, fr].map(({ duration }) => [5, 1500, 90_000].map(duration)), [['5 ms', '1.5 s', '1.5 min'], ['5 ms', '1,5 s', '1,5 min']])
})

t.test('a rule is a sentence in the language of the page', async (t) => {
  const cases: ReadonlyArray<readonly [Parameters<typeof sentence>[0], string]> = [
    [{ match: {}, effect: { error: 2310 } }, '2310 everywhere'],
    [{ match: { operation: 'set.smscode.modifyPhoneNumber', account: 'alice' }, effect: { error: 2310 }, skip: 1, times: 1 }, '2310 modifyPhoneNumber · alice · lets 1 pass · at most once'],
    [{ match: { operation: ['a.b', 'c.d'], device: 'd', phoneNumber: '+33' }, effect: { transport: 'reset' }, probability: 0.125 }, 'reset b, d · d · +33 · in 12.5 % of cases'],
    [{ match: { operation: ['a', 'b', 'c'] }, effect: { http: { status: 503 } }, delay: 500 }, 'HTTP 503 3 operations · waits 500 ms'],
    [{ match: { face: 'cvs' }, effect: null, delay: { min: 100, max: 2000 } }, 'waits 100 ms to 2 s all of cvs'],
    [{ match: {}, effect: null }, 'late everywhere'],
    [{ match: {}, effect: { sms: 'drop' }, delay: { median: 300, sigma: 1 } }, 'SMS drop everywhere · waits about 300 ms'],
    [{ match: {}, effect: { sms: { delay: 60_000 } } }, 'SMS 1 min late everywhere'],
    [{ match: {}, effect: { otp: 'roll-K1' } }, 'roll-K1 everywhere'],
    [{ match: {}, effect: { error: 2204, subCode: { code: 7, label: '' } } }, '2204/7 everywhere'],
    [{ match: {}, effect: [{ error: 1 }, { error: 2 }, { error: 3 }, { error: 4 }, { error: 5 }] }, '1, 2, 3, 4… everywhere']
  ]
  for (const [rule, expected] of cases) t.equal(sentence(rule, en), expected)
  const french: Words = fr
  t.equal(sentence({ match: { account: 'alice' }, effect: { error: 2310 }, times: 2 }, french), '2310 partout · alice · au plus 2 fois')
})

/** What a shell makes of a line, with curl and its variables replaced. */
const inShell = (line: string) => execFileSync('bash', ['-c', `curl() { printf '%s\\n' "$@"; }\nSMS_CODE=482913\n${line}`], { encoding: 'utf8' }).trimEnd().split('\n')

t.test('a request is a line that a shell understands, secrets from variables', async (t) => {
  const address = { verb: 'set', api: 'pims.authentication.smscode' } as const
  const line = curlOfRequest('http://h/sandbox/a', entry({ parameters: { type: 'modifyPhoneNumber', smsCode: '***', phoneNumber: "06'$(x)`\"\\" } }), address)
  t.notMatch(line, '***')
  t.strictSame(inShell(line), [
    'http://h/sandbox/a/pims.authentication.smscode', '-H', 'Authorization: Bearer alice', '-H', 'X-Device-Id: device-1', '--json',
    JSON.stringify({ type: 'modifyPhoneNumber', smsCode: '482913', phoneNumber: "06'$(x)`\"\\" })
  ])
  const get = curlOfRequest('http://h', entry({ account: null, device: null, parameters: { type: 'x y', odd: '***' } }), { ...address, verb: 'get' })
  t.strictSame(inShell(get), ['-G', 'http://h/pims.authentication.smscode', '--data-urlencode', 'type=x y', '--data-urlencode', 'odd='])
  t.strictSame(inShell(curlOfRequest('http://h', entry({ account: null, device: null, parameters: { type: '$HOME' }, request: { headers: { 'x-fault': '2310' }, body: null } }), address)), ['http://h/pims.authentication.smscode', '-H', 'X-Fault: 2310', '--json', '{"type":"$HOME"}'])
  t.strictSame(inShell(curlOfRequest('http://h', entry({ account: null, device: null }), address)), ['http://h/pims.authentication.smscode', '--json', '{}'])
})

t.test('a subscription is a line that prints what comes, as it comes', async (t) => {
  const address = { verb: 'subscribe', api: 'pims.vehicle.event' } as const
  t.strictSame(inShell(curlOfRequest('http://h', entry({ device: null, parameters: null }), address)), ['-N', 'http://h/pims.vehicle.event', '-H', 'Accept: text/event-stream', '-H', 'Authorization: Bearer alice'])
  t.strictSame(inShell(curlOfRequest('http://h', entry({ account: null, device: null, parameters: { actionType: 'remote' } }), address)), ['-N', '-G', 'http://h/pims.vehicle.event', '-H', 'Accept: text/event-stream', '--data-urlencode', 'actionType=remote'])
})

t.test('a request of any other face is a line too, its token and secrets from variables', async (t) => {
  const line = (request: Partial<Exchanged>) => inShell(curlOfExchange('http://h/sandbox/a', { method: 'GET', path: '/iwws/MAC?action=x&R0=***', headers: {}, body: null, ...request }))
  t.strictSame(line({}), ['http://h/sandbox/a/iwws/MAC?action=x&R0='])
  t.match(curlOfExchange('http://h', { path: '/iwws/MAC?action=x&R0=***&pin=***&a=b', headers: {}, body: null }), '"http://h/iwws/MAC?action=x&R0=$R0&pin=$PIN&a=b"')
  t.equal(curlOfExchange('http://h', { path: '/v1/***/$HOME?a=***b', headers: { 'x-fault': '***' }, body: null }), 'curl "http://h/v1/$CODE/\\$HOME?a=***b"')
  t.strictSame(line({ path: '/a', headers: { authorization: '***' } }), ['http://h/sandbox/a/a', '-H', 'Authorization: Bearer'])
  t.strictSame(line({ path: '/a', headers: { 'x-fault': '{"transport":"reset"}' } }), ['http://h/sandbox/a/a', '-H', 'X-Fault: {"transport":"reset"}'])
  t.strictSame(line({ method: 'POST', path: '/t', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: { grant_type: 'password', password: '***' } }), ['http://h/sandbox/a/t', '--data-urlencode', 'grant_type=password', '--data-urlencode', 'password='])
  t.strictSame(line({ method: 'PUT', path: '/t', headers: { 'content-type': 'application/json' }, body: { a: "o'b" } }), ['-X', 'PUT', 'http://h/sandbox/a/t', '-H', 'Content-Type: application/json', '--data-raw', '{"a":"o\'b"}'])
  t.strictSame(line({ method: 'POST', path: '/t', headers: { 'content-type': 'text/plain' }, body: 'x $(y)' }).slice(-2), ['--data-raw', 'x $(y)'])
})

t.test('a rule is a line that adds it, the token from a variable', async (t) => {
  t.strictSame(inShell(curlOfRule('http://h', { match: { account: "o'brien" }, effect: { error: 2310 } }, false)), ['http://h/admin/faults', '--json', '{"match":{"account":"o\'brien"},"effect":{"error":2310}}'])
  t.match(curlOfRule('http://h', {}, true), '-H "Authorization: Bearer $ADMIN_TOKEN"')
  t.equal(shellWord("a'b"), "'a'\\''b'")
})
