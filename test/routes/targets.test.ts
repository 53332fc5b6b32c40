import type { InjectOptions } from 'fastify'
import t from 'tap'
import { allFaces, savedParts, targets } from '../../src/app.ts'
import { exampleRequestOf } from '../../src/docs/example-requests.ts'
import { inweboTargets } from '../../src/inwebo/targets.ts'
import { soapServices } from '../../src/inwebo/service/soap/services.ts'
import { allOperations } from '../../src/pims/registry.ts'
import { openApiOf, operationsOf } from '../support/openapi.ts'
import { FACES } from '../../src/words/faces.ts'
import { envelopeOf } from '../support/soap.ts'
import { start } from '../support/start.ts'

/** A request to every operation of every face: those of PIMS and of inWebo by their tables, all others by their routes. */
async function everyRequest (kit: Awaited<ReturnType<typeof start>>): Promise<InjectOptions[]> {
  const headers = { authorization: 'Bearer alice' }
  await kit.admin('PUT', 'accounts/fca', { family: 'fca' })
  const pims = allOperations().map((operation): InjectOptions => {
    const { verb, api, parameters } = exampleRequestOf(operation)
    const headers = { authorization: `Bearer ${operation.family === 'fca' ? 'fca' : 'alice'}` }
    if (verb === 'set') return { method: 'POST', url: `/${api}`, payload: parameters, headers }
    return { method: 'GET', url: `/${api}`, query: parameters as Record<string, string>, headers: { ...headers, ...verb === 'subscribe' && { accept: 'text/event-stream' } } }
  })
  const unsubscribing: InjectOptions = { method: 'DELETE', url: '/pims.vehicle.signal', headers }
  const devices = inweboTargets.map(({ name }): InjectOptions => ({ method: 'GET', url: '/iwws/MAC', query: { action: 'ActionSetup', mode: name } }))
  const service = soapServices.flatMap(({ path: url, offers }): InjectOptions[] => [
    { method: 'GET', url: `${url}?wsdl` },
    ...offers.map(({ element }): InjectOptions => ({ method: 'POST', url, payload: envelopeOf(element, {}), headers: { 'content-type': 'text/xml' } }))
  ])
  const others = operationsOf(await openApiOf(kit)).filter(({ operation: { tags } }) => tags.some((tag) => tag === 'CVS' || tag === 'OAuth 2'))
  return [...pims, unsubscribing, ...devices, ...service, ...others.map(({ path: url, method }): InjectOptions => ({ method: method.toUpperCase() as 'GET', url, headers }))]
}

t.test('a face is one object: each is there once, with its own operations, and no part of a sandbox is of two', async (t) => {
  t.strictSame(allFaces.map(({ name }) => name), FACES)
  for (const { name, targets } of allFaces) {
    t.ok(targets.length > 0)
    t.ok(targets.every(({ face }) => face === name), name)
  }
  t.equal(new Set(savedParts.map(({ key }) => key)).size, savedParts.length)
})

t.test('every operation of HTTP that the journal names can fail on purpose, by a rule for its face and by a rule for it alone', async (t) => {
  const kit = await start(t)
  const requests = await everyRequest(kit)
  const { admin, app } = kit
  const named = new Set<string>()
  for (const face of FACES.filter((face) => face !== 'mqtt')) await admin('PUT', `faults/${face}`, { match: { face }, effect: { http: { status: 418 } } })
  for (const request of requests) {
    const what = `${String(request.method)} ${String(request.url)}`
    t.equal((await app.inject(request)).statusCode, 418, what)
    const [entry] = (await admin('GET', 'requests?limit=1')).body?.requests as Array<{ operation: string, face: string, fault: unknown }>
    t.match(entry, { operation: String, face: targets.get(entry?.operation ?? '')?.face, fault: { rule: entry?.face } }, what)
    if (entry !== undefined) named.add(entry.operation)
  }
  t.strictSame([...named].sort(), targets.all.filter(({ face }) => face !== 'mqtt').map(({ id }) => id).sort(), 'and nothing is a target that no request reaches')

  await admin('DELETE', 'faults')
  for (const operation of named) t.match(await admin('PUT', 'faults/one', { match: { operation }, effect: { http: { status: 418 } } }), { status: /^20[01]$/ }, operation)
})

t.test('the keys and the discovery document fail alone, and are counted by the coverage', async (t) => {
  const { admin, call } = await start(t)
  await admin('PUT', 'faults/keys', { match: { operation: 'oauth.keys' }, effect: { error: 2204 } })
  for (const url of ['/.well-known/jwks', '/am/oauth2/connect/jwk_uri']) t.match(await call({ url }), { status: 500, text: '' }, url)
  t.equal((await call({ url: '/am/oauth2/.well-known/openid-configuration' })).status, 200)
  t.match(await admin('POST', 'verify', { operation: 'oauth.keys', times: 2 }), { status: 200 })
  const { operations } = (await admin('GET', 'coverage')).body as unknown as { operations: Array<{ operation: string, succeeded: number }> }
  t.match(operations.find(({ operation }) => operation === 'oauth.discovery'), { succeeded: 1 })
})

t.test('an authorization request that is refused is an entry of oauth.authorize', async (t) => {
  const { admin, app } = await start(t)
  await app.inject({ url: '/am/oauth2/authorize' })
  t.match((await admin('GET', 'requests?operation=oauth.authorize')).body, { requests: [{ status: 'FAILED', code: 'invalid_request', reason: 'client_id is missing' }] })
})
