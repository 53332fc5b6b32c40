import t, { type Test } from 'tap'
import { type ExampleRequest, exampleRequestOf } from '../../src/docs/example-requests.ts'
import { unreachable, reproductionOf } from '../../src/docs/reproductions.ts'
import { allOperations } from '../../src/pims/registry.ts'
import { start } from '../support/start.ts'

const cells = allOperations().flatMap((operation) => operation.codes.map((code) => ({ operation, code })))

/** An application whose calls go each into a sandbox of their own choosing. */
async function startSandboxed (t: Test, environment: Readonly<Record<string, string>> = {}) {
  const { call } = await start(t, { ...environment, MAX_SANDBOXES: '1000' })

  async function send (sandbox: string, { verb, api, parameters }: ExampleRequest, as: string | null) {
    const known: Record<string, unknown> = {}
    for (const [name, value] of Object.entries(parameters)) known[name] = await filledIn(sandbox, value)
    return await call({
      url: `/sandbox/${sandbox}/${api}`,
      headers: { ...as !== null && { authorization: `Bearer ${as}` }, ...verb === 'subscribe' && { accept: 'text/event-stream' } },
      ...verb === 'set' ? { method: 'POST', payload: known } : { method: 'GET', query: JSON.parse(JSON.stringify(known)) as Record<string, string> }
    })
  }

  /** The code of the newest SMS in place of its purpose in braces. */
  async function filledIn (sandbox: string, value: unknown) {
    const purpose = /^\{(\w+)\}$/.exec(String(value))?.[1]
    return purpose === undefined ? value : (await call({ url: `/sandbox/${sandbox}/admin/sms/latest?purpose=${purpose}` })).body?.code
  }

  return { call, send }
}

t.test('every documented code of every operation appears by switch', async (t) => {
  const { call, send } = await startSandboxed(t)
  await call({ method: 'PUT', url: '/sandbox/switched/admin/accounts/fca', payload: { family: 'fca' } })
  for (const { operation, code } of cells) {
    const fault = `/sandbox/switched/admin/faults/${code}`
    await call({ method: 'PUT', url: fault })
    t.match((await send('switched', exampleRequestOf(operation), operation.family === 'fca' ? 'fca' : 'alice')).body, { status: 'FAILED', error: { code } }, `${operation.id} ${code}`)
    await call({ method: 'DELETE', url: fault })
  }
  t.comment(`${cells.length} of ${cells.length} cells are reached by switch`)
})

t.test('every code that an account can meet appears by its state', async (t) => {
  const started = new Map<string, Awaited<ReturnType<typeof startSandboxed>>>()
  let reached = 0
  for (const { operation, code } of cells) {
    const name = `${operation.id} ${code}`
    const reproduction = reproductionOf(operation, code)
    if (reproduction === undefined) {
      t.type(unreachable(operation, code), 'string', `${name}: why no account can meet it`)
      continue
    }
    const { as, message, patch, before = [], environment = {} } = reproduction
    const key = JSON.stringify(environment)
    const { call, send } = started.get(key) ?? await startSandboxed(t, environment)
    started.set(key, { call, send })
    const sandbox = `${operation.id}-${code}`
    for (const first of before) t.match(await send(sandbox, first, as), { status: 200 }, `${name}: first`)
    if (patch !== undefined) await call({ method: 'PATCH', url: `/sandbox/${sandbox}/admin/accounts/${as}`, payload: patch })
    t.match((await send(sandbox, message, as)).body, { status: 'FAILED', error: { code } }, name)
    reached++
  }
  t.comment(`${reached} of ${cells.length} cells are reached by state; ${cells.length - reached} cannot be met by an account`)
})
