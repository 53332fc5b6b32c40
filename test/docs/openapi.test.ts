import t from 'tap'
import { openApiOf, operationsOf } from '../support/openapi.ts'
import { start } from '../support/start.ts'

/** Every object in a document, with where it is. */
function * objectsOf (value: unknown, path = ''): Generator<{ path: string, object: Record<string, unknown> }> {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) yield { path, object: value as Record<string, unknown> }
  for (const [name, item] of Object.entries(value)) yield * objectsOf(item, `${path}/${name}`)
}

/** What generators stumble over that no linter finds. */
async function startDocument (t: Parameters<typeof start>[0]) {
  const document = await openApiOf(await start(t))
  return { document, operations: operationsOf(document), objects: [...objectsOf(document)] }
}

t.test('a body that may be left out is not required, and is no null', async (t) => {
  const { operations } = await startDocument(t)
  const optional = operations.filter(({ operation: { requestBody } }) => requestBody?.required === false).map(({ method, path }) => `${method} ${path}`)
  for (const request of ['put /admin/faults/{id}', 'put /admin/sandboxes/{id}']) t.ok(optional.includes(request), request)
  for (const { method, path, operation: { requestBody } } of operations) {
    if (requestBody === undefined) continue
    t.type(requestBody.required, 'boolean', `${method} ${path}`)
    t.notMatch(JSON.stringify(Object.values(requestBody.content).map((media) => ({ schema: Reflect.get(media, 'schema') as unknown }))), /^\[\{"schema":\{"anyOf":[^}]*"type":"(null|undefined)"/, `${method} ${path}`)
  }
})

t.test('answers are listed by their status or as the default: not every generator knows a range', async (t) => {
  const { operations } = await startDocument(t)
  for (const { operation: { operationId, responses } } of operations) {
    t.strictSame(Object.keys(responses).filter((status) => !/^([1-5]\d\d|default)$/.test(status)), [], operationId)
  }
})

t.test('the id of an operation is a name in any language, and no other has it', async (t) => {
  const { operations } = await startDocument(t)
  const ids = operations.map(({ operation: { operationId } }) => operationId)
  t.strictSame(ids.filter((id) => !/^[a-z][A-Za-z0-9]*$/.test(id)), [])
  t.equal(new Set(ids.map((id) => id.toLowerCase())).size, ids.length)
})

t.test('no schema has the name of what languages and generated clients have already', async (t) => {
  const { document } = await startDocument(t)
  const taken = ['Error', 'ApiError', 'ApiResponse', 'ApiResult', 'Object', 'String', 'Date', 'Map', 'Response', 'Request', 'Headers', 'Client', 'Configuration']
  t.strictSame(Object.keys(document.components.schemas).filter((name) => taken.includes(name)), [])
})

t.test('the licence has a URL, and a schema one example: what tools of OpenAPI 3.0 read too', async (t) => {
  const { document, objects } = await startDocument(t)
  t.match(document.info, { license: { name: 'MIT', url: /^https:/, identifier: undefined } })
  t.strictSame(objects.filter(({ object }) => Array.isArray(object.examples)).map(({ path }) => path), [])
})

t.test('a parameter that may be left out has no example: pages fill it in', async (t) => {
  const { operations } = await startDocument(t)
  const filled = operations.flatMap(({ operation: { operationId, parameters = [] } }) =>
    parameters.filter(({ required, schema, example }) => required !== true && (example !== undefined || (schema !== undefined && 'example' in schema))).map(({ name }) => `${operationId} ${name}`))
  t.strictSame(filled, [])
})

t.test('what is required has no default', async (t) => {
  const { operations, objects } = await startDocument(t)
  for (const { path, operation: { operationId, parameters = [] } } of operations) {
    const wrong = parameters.filter(({ required, schema }) => required === true && schema !== undefined && 'default' in schema)
    t.strictSame(wrong.map(({ name }) => name), [], `${path} ${operationId}`)
  }
  for (const { path, object: { required, properties } } of objects) {
    if (!Array.isArray(required) || typeof properties !== 'object' || properties === null) continue
    const wrong = required.filter((name) => 'default' in Object(Reflect.get(properties, String(name))))
    t.strictSame(wrong, [], path)
  }
})
