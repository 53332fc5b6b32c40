import { createRequire } from 'node:module'
import { Ajv, type AnySchema, type AnySchemaObject } from 'ajv'
import addFormats from 'ajv-formats'
import t from 'tap'
import { toHar } from '../../../src/journal/exports/har.ts'
import type { Har } from '../../../src/wire/request.ts'
import { certify, start, type Started } from '../../support/start.ts'
import { entryOf } from '../../support/exported.ts'

const NUMBER = '0612345678'

const require = createRequire(import.meta.url)

/** The published schema of HAR 1.2. */
const ajv = new Ajv({ strict: false, meta: false })
ajv.addMetaSchema(require('ajv/dist/refs/json-schema-draft-06.json') as AnySchemaObject)
addFormats.default(ajv)
ajv.addSchema(Object.values(require('har-schema') as Record<string, AnySchema>))
const isHar = ajv.getSchema('har.json#')

const harOf = async ({ app }: Pick<Started, 'app'>, query = '') => {
  const { body, headers } = await app.inject({ url: `/admin/requests?format=har${query}` })
  return { text: body, har: JSON.parse(body) as Har, type: headers['content-type'] }
}

t.test('a journal is HAR 1.2, by its schema', async (t) => {
  const kit = await start(t)
  const smsCode = await certify(kit, NUMBER)
  await kit.set('smscode', { type: 'modifyPhoneNumber', smsCode, phoneNumber: '0612345679' })
  await kit.call({ method: 'POST', url: '/am/oauth2/access_token?realm=x', payload: 'grant_type=password', headers: { 'content-type': 'application/x-www-form-urlencoded' } })
  await kit.app.inject({ url: '/am/oauth2/authorize?client_id=app&redirect_uri=x%3A%2F%2Fy&response_type=code&login_hint=alice' })
  await kit.get('trustedphonenumber', {}, { headers: { 'x-fault': '{"http":{"status":503}}' } })
  await kit.call({ url: '/nowhere/at/all' }).catch(() => {})
  const { har, type } = await harOf(kit)
  t.equal(type, 'application/har+json; charset=utf-8')
  t.ok(isHar?.(har), ajv.errorsText(isHar?.errors))
  t.equal(har.log.entries.length, 6)
  t.match(har.log.entries.slice(0, 2), [
    { request: { method: 'GET', url: /^http:\/\/localhost(:80)?\/pims\.authentication\.smscode\?type=phoneNumberCertification&phoneNumber=0612345678$/, queryString: [{ name: 'type' }, { name: 'phoneNumber', value: NUMBER }], bodySize: 0 }, response: { status: 200, statusText: 'OK' } },
    {
      startedDateTime: '2026-01-01T12:00:00.000Z',
      request: { method: 'POST', postData: { mimeType: 'application/json', text: '{"type":"modifyPhoneNumber","smsCode":"***","phoneNumber":"0612345679"}' } },
      response: { status: 400, statusText: 'Bad Request', content: { mimeType: 'application/json; charset=utf-8', text: /"code":2102/ } },
      comment: /code was sent to/,
      _operation: 'set.smscode.modifyPhoneNumber',
      _account: 'alice',
      _code: 2102
    }
  ])
  t.match(har.log.entries[2]?.request.postData, { mimeType: 'application/x-www-form-urlencoded', text: 'grant_type=password' })
})

t.test('a request that got no answer has the status 0; one that a fault broke has what was sent', async (t) => {
  const har = toHar({ version: '1', url: 'http://x', secrets: false, entries: [entryOf(), entryOf({ httpStatus: 200 })] })
  t.ok(isHar?.(har), ajv.errorsText(isHar?.errors))
  t.match(har.log.entries.map(({ response }) => response), [{ status: 0, statusText: '', bodySize: -1 }, { status: 200, bodySize: -1 }])
})

t.test('secrets are masked in every form, unless they are asked for', async (t) => {
  const kit = await start(t)
  const smsCode = await certify(kit, NUMBER)
  await kit.set('smscode', { type: 'modifyPhoneNumber', smsCode, phoneNumber: NUMBER })
  await kit.get('trustedphonenumber', {}, { headers: { cookie: 'session=s3cret' } })
  const get = async (query: string) => (await kit.app.inject({ url: `/admin/requests?${query}` })).body
  for (const format of ['json', 'har', 'curl', 'markdown']) {
    const masked = await get(`format=${format}`)
    t.notMatch(masked, smsCode, format)
    t.notMatch(masked, 's3cret', format)
    t.match(masked, '***', format)
    t.match(await get(`format=${format}&secrets=true`), smsCode, `${format} with secrets`)
  }
  t.match(await get('format=curl&secrets=true'), 'cookie: session=s3cret')
  t.match(await kit.admin('GET', 'requests?format=pdf'), { status: 400, body: { message: /format must be one of json, har, curl, markdown/ } })
  t.equal((await harOf(kit, '&limit=1&secrets=true')).har.log.entries[0]?._operation, 'get.trustedphonenumber')
})
