import t from 'tap'
import type { InjectOptions } from 'fastify'
import type { Operation } from '../../src/pims/language/operation.ts'
import { allOperations } from '../../src/pims/registry.ts'
import { exampleRequestOf } from '../../src/docs/example-requests.ts'
import { answerChecker, openApiOf, operationsOf } from '../support/openapi.ts'
import { start, type Started } from '../support/start.ts'

/** Answers requests, and collects what the document does not say of the answers. */
async function watch (t: Parameters<typeof start>[0], environment: Record<string, string> = {}) {
  const started = await start(t, environment)
  const document = await openApiOf(started)
  const check = answerChecker(document)
  const problems = new Set<string>()
  const seen = new Set<string>()
  const ask = async (options: InjectOptions & { method: string, url: string }) => {
    const answer = await started.app.inject(options as InjectOptions)
    seen.add(`${options.method} ${options.url.split('?')[0]} ${answer.statusCode}`)
    const problem = check(options.method, options.url, answer)
    if (problem !== undefined) problems.add(problem)
    return answer
  }
  return { ...started, document, ask, problems, seen }
}

/** The request of an operation as HTTP. */
function requestOf (operation: Operation, headers: Record<string, string>, changed = {}) {
  const { verb, api, parameters } = exampleRequestOf(operation, changed)
  return verb !== 'set'
    ? { method: 'GET', url: `/${api}`, query: parameters as Record<string, string>, headers }
    : { method: 'POST', url: `/${api}`, payload: parameters, headers }
}

const accountsOf = ({ sandbox }: Pick<Started, 'sandbox'>) => [...sandbox().accounts.values()].map(({ id }) => id)

t.test('every operation answers what is documented: for every account, every code, and whatever is wrong', async (t) => {
  for (const environment of [{}, { HTTP_STATUS: 'always-200' }] as Array<Record<string, string>>) {
    const watched = await watch(t, environment)
    const { ask, problems, seen } = watched
    for (const operation of allOperations().filter(({ component }) => component !== 'SDK')) {
      for (const account of [...accountsOf(watched), 'nobody']) await ask(requestOf(operation, { authorization: `Bearer ${account}` }))
      await ask(requestOf(operation, {}))
      await ask({ ...requestOf(operation, { authorization: 'Bearer alice' }), query: {}, payload: {} })
      for (const fault of [...operation.codes, 1, 'x', 2379]) await ask(requestOf(operation, { authorization: 'Bearer alice', 'x-fault': String(fault) }))
    }
    for (const operation of allOperations().filter(({ component }) => component === 'SDK')) {
      await ask(requestOf(operation, {}))
      for (const fault of [...operation.codes, 1, 'x']) await ask(requestOf(operation, { 'x-fault': String(fault) }))
    }
    const url = '/pims.authentication.smscode'
    await ask({ method: 'POST', url, payload: 'x', headers: { 'content-type': 'text/plain' } })
    await ask({ method: 'POST', url, payload: '{', headers: { 'content-type': 'application/json' } })
    await ask({ method: 'POST', url, payload: { text: 'x'.repeat(70_000) } })
    await ask({ method: 'GET', url, headers: { 'x-sandbox': 'no good id' } })
    t.strictSame([...problems], [])
    t.ok(seen.size > (environment.HTTP_STATUS === undefined ? 80 : 20), `${seen.size} kinds of answer`)
  }
})

t.test('so do the faces of the real clients', async (t) => {
  const { ask, problems, document } = await watch(t)
  const redirect = 'client_id=x&redirect_uri=app%3A%2F%2Fback'
  for (const query of ['', `?${redirect}`, `?${redirect}&login=alice`, `?${redirect}&username=alice`, `?${redirect}&username=nobody`, `?${redirect}&login=alice&response_type=token`]) {
    for (const method of ['GET', 'POST'] as const) await ask({ method, url: `/am/oauth2/authorize${query}` })
  }
  const faces = operationsOf(document).filter(({ path }) => /^\/(am|applications|connectedcar|iwws|iwcxf|FS|\.well-known)(\/|$)/.test(path))
  t.ok(faces.length >= 11)
  for (const { path: url, method: verb } of faces) {
    const method = verb.toUpperCase() as 'GET' | 'POST'
    for (const authorization of ['Bearer alice', 'Bearer carol', 'Bearer nobody', '']) {
      for (const fault of ['', '2301', '2204', '2310', '2102', '2307', '1', 'x']) {
        await ask({ method, url, headers: { ...authorization !== '' && { authorization }, ...fault !== '' && { 'x-fault': fault } } })
      }
    }
    await ask({ method, url, headers: { 'x-introspect-realm': 'nowhere', authorization: 'Bearer alice' } })
    await ask({ method, url, headers: { 'x-sandbox': 'no good id' } })
  }
  for (const grant of ['authorization_code', 'refresh_token', 'password', 'other']) {
    const payload = { grant_type: grant, username: 'alice', password: 'x', code: 'x', refresh_token: 'x' }
    await ask({ method: 'POST', url: '/am/oauth2/access_token', payload })
    await ask({ method: 'POST', url: '/connectedcar/v4/virtualkey/remoteaccess/token', payload, headers: { authorization: 'Bearer alice' } })
  }
  await ask({ method: 'POST', url: '/am/oauth2/token/revoke', payload: { token: 'x' } })
  t.strictSame([...problems], [])
})

t.test('so does the admin API, with a token and without', async (t) => {
  const { ask, problems, document, get } = await watch(t)
  await get('smscode', { type: 'phoneNumberCertification', phoneNumber: '0612345678' })
  const bodies = [undefined, {}, { advance: 'PT1M' }, { seed: 1 }, { effect: { error: 2310 } }, { error: 2310 }, { times: 0 }, { atLeast: 50 }, { state: 'expired' }, { blocked: 'PinBlocked' }, { nothing: 'known' }, 'text']
  const requests = operationsOf(document).filter(({ path }) => path.startsWith('/admin') && path !== '/admin/events')
  t.ok(requests.length > 30)
  const urls = (path: string) => ['alice', 'default', '2310', 'pin-blocked', 'sms-1', 'state.json', 'nothing here'].map((id) => path.replace(/\{[^}]+\}/, encodeURIComponent(id)))
  for (const { path, method: verb } of requests.sort((a, b) => Number(a.method === 'delete') - Number(b.method === 'delete'))) {
    const method = verb.toUpperCase() as 'GET'
    for (const url of new Set(urls(path))) {
      for (const payload of verb === 'get' ? [undefined] : bodies) await ask({ method, url, ...payload !== undefined && { payload } })
    }
    if (verb === 'get') await ask({ method, url: `${path.replace(/\{[^}]+\}/, 'alice')}?nothing=known` })
  }
  for (const format of ['json', 'markdown', 'junit']) await ask({ method: 'GET', url: `/admin/coverage?format=${format}` })
  for (const format of ['json', 'har', 'curl', 'markdown', 'text']) await ask({ method: 'GET', url: `/admin/requests?format=${format}&secrets=true` })
  t.strictSame([...problems], [])

  const guarded = await watch(t, { ADMIN_TOKEN: 'secret' })
  for (const { path, method } of requests) await guarded.ask({ method: method.toUpperCase(), url: path.replace(/\{[^}]+\}/, 'alice') })
  t.ok([...guarded.seen].some((kind) => kind.endsWith(' 401')))
  t.strictSame([...guarded.problems], [])
})

t.test('every body and every place in a path has an example, and the admin API takes it as it is', async (t) => {
  const started = await start(t)
  const send = async (method: string, url: string, payload?: unknown) =>
    await started.app.inject({ method: method.toUpperCase() as 'GET', url, headers: { authorization: 'Bearer alice' }, ...payload !== undefined && { payload: payload as object } })
  /** A sandbox that has what the examples name, an SMS and a push, whose ids are answered by the names that they have in a path. */
  const prepare = async (prefix: string): Promise<Record<string, string>> => {
    await send('GET', `${prefix}/pims.authentication.smscode?type=phoneNumberCertification&phoneNumber=0612345678`)
    const { sessionId } = (await send('GET', `${prefix}/FS?action=pushAuthenticate&serviceId=1201&userId=alice&format=json`)).json<{ sessionId: string }>()
    await send('PUT', `${prefix}/admin/scenarios/flaky-network/active`)
    await send('PUT', `${prefix}/admin/faults/2310`)
    await send('PUT', `${prefix}/admin/accounts/dora`, {})
    await send('PUT', '/admin/sandboxes/my-test')
    const { id } = (await send('GET', `${prefix}/admin/sms/latest`)).json<{ id: string }>()
    return { id, sessionId }
  }
  const elsewhere = ['/admin/events', '/admin/subscriptions/{id}', '/admin/requests/{id}', '/admin/ca.pem', '/admin/ca.crt', '/admin/client-cert.pem', '/admin/client-cert.p12']
  let tried = 0
  for (const { path, method, operation: { parameters = [], requestBody } } of operationsOf(await openApiOf(started))) {
    const bodies = Object.values(requestBody?.content ?? {}).map(({ example, examples }) => example ?? examples)
    for (const body of bodies) t.ok(body, `the body of ${method} ${path}`)
    if (!path.startsWith('/admin') || elsewhere.includes(path)) continue
    const prefix = path.startsWith('/admin/sandboxes') ? '' : `/sandbox/try-${tried++}`
    const made = await prepare(prefix)
    const exampleOf = (name: string): string => parameters.find((parameter) => parameter.in === 'path' && parameter.name === name)?.example ?? made[name] ?? ''
    const url = `${prefix}${path.replace(/\{([^}]+)\}/g, (_, name: string) => exampleOf(name))}`
    const { statusCode, body } = await send(method, url, bodies[0])
    t.ok(statusCode < 400, `${method} ${url}: ${statusCode} ${body.slice(0, 200)}`)
  }
  t.ok(tried > 35, `${tried} operations`)
})

t.test('an answer that is not documented is found', async (t) => {
  const check = answerChecker(await openApiOf(await start(t)))
  const headers = { 'content-type': 'application/json' }
  t.equal(check('GET', '/nowhere', { statusCode: 200, headers, body: '{}' }), 'GET /nowhere is not documented')
  t.match(check('GET', '/health', { statusCode: 418, headers, body: '{}' }), '418 is not documented')
  t.match(check('GET', '/health', { statusCode: 200, headers: { 'content-type': 'text/plain' }, body: 'ok' }), 'text/plain of 200 is not documented')
  t.match(check('GET', '/health', { statusCode: 200, headers, body: '{}' }), "must have required property 'status'")
})
