import t, { type Test } from 'tap'
import { exampleOf } from '../../console/state/derived/example.ts'
import { browserTest } from '../support/browser.ts'
import { start } from '../support/start.ts'

const SIGNAL = 'pims.vehicle.signal'

t.test('an example of a schema has the examples in it, and for the rest the least that is allowed', async (t) => {
  const cases: ReadonlyArray<readonly [object, unknown]> = [
    [{ type: 'string', examples: ['a', 'b'] }, 'a'],
    [{ anyOf: [{ const: 'x' }, { const: 'y' }], examples: ['y'] }, 'y'],
    [{ anyOf: [{ const: 900 }, { const: 200 }] }, 900],
    [{ enum: ['p', 'q'] }, 'p'],
    [{ type: 'object', properties: { level: { type: 'integer' }, name: { type: 'string' }, open: { type: 'boolean', examples: [false] } } }, { level: 0, name: '', open: false }],
    [{ type: 'array', items: { type: 'object', properties: { at: { examples: ['now'] } } } }, [{ at: 'now' }]],
    [{}, {}]
  ]
  for (const [schema, example] of cases) t.strictSame(exampleOf(schema), example, JSON.stringify(schema))
})

t.test('the result that the form begins with is one that the server publishes, for every operation that can be subscribed to', async (t) => {
  const { admin } = await start(t)
  const { operations } = (await admin('GET', 'contract')).body as unknown as { operations: ReadonlyArray<{ id: string, verb: string, output: ReadonlyArray<{ name: string, schema: object }> }> }
  const subscribable = operations.filter(({ verb }) => verb === 'subscribe')
  t.ok(subscribable.length > 0)
  for (const { id, output } of subscribable) {
    const result = Object.fromEntries(output.map(({ name, schema }) => [name, exampleOf(schema)]))
    t.match(await admin('POST', 'publish', { operation: id, result }), { status: 200, body: { count: 0 } }, id)
  }
})

/** Subscribes as an app does, until the test ends, and answers what comes, message by message. */
async function subscribe (t: Test, origin: string, account: string, device: string): Promise<() => Promise<unknown>> {
  const connection = new AbortController()
  t.teardown(() => connection.abort())
  const { body } = await fetch(`${origin}/${SIGNAL}`, { signal: connection.signal, headers: { accept: 'text/event-stream', authorization: `Bearer ${account}`, 'x-device-id': device } })
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return async () => {
    for (;;) {
      const found = /^data: (.*)\n\n/m.exec(text)
      if (found !== null) {
        text = text.slice(found.index + found[0].length)
        return JSON.parse(found[1] ?? '')
      }
      const { value, done } = await reader?.read() ?? { done: true, value: undefined }
      if (done) return undefined
      text += value
    }
  }
}

browserTest('who subscribes is on the page at once, gets what a button publishes, and is let go by another', async (t, { open, origin }) => {
  const page = await open('/console/#/subscriptions')
  await page.getByText('Nobody is subscribed.').waitFor()
  const [alice, bob] = [await subscribe(t, origin, 'alice', 'device-1'), await subscribe(t, origin, 'bob', 'iphone-15')]
  t.match(await alice(), { status: 'SUCCEEDED' })
  t.match(await bob(), { status: 'SUCCEEDED' })
  const line = (account: string) => page.locator('.subscription', { hasText: account })
  await line('bob').getByText('0 RESULTs').waitFor()

  await line('alice').getByRole('button', { name: 'Send…' }).click()
  const form = page.getByRole('dialog')
  t.equal(await form.getByLabel('Account').inputValue(), 'alice')
  await form.getByLabel('Result as JSON').fill('{"code": 900')
  await form.getByRole('button', { name: 'Publish' }).click()
  await form.getByText('The result is not JSON.').waitFor()
  await form.getByLabel('Result as JSON').fill('{"code": 1}')
  await form.getByRole('button', { name: 'Publish' }).click()
  await form.getByText(/^code must be one of/).waitFor()
  await form.getByLabel('Result as JSON').fill('{"code": 900}')
  await form.getByRole('button', { name: 'Publish' }).click()
  await page.getByText('1 subscription got it').first().waitFor()
  t.match(await alice(), { status: 'RESULT', result: { code: 900 } })
  await line('alice').getByText('1 RESULT', { exact: true }).waitFor()

  await page.getByRole('button', { name: 'Publish…' }).click()
  await form.getByLabel('Operation').selectOption('subscribe.signal')
  await form.getByRole('button', { name: 'Error' }).click()
  await form.getByLabel('Code').selectOption('2339')
  await form.getByRole('button', { name: 'Publish' }).click()
  await page.getByText('2 subscriptions got it').first().waitFor()
  t.match(await bob(), { status: 'RESULT', error: { code: 2339 } })

  await line('bob').getByRole('button', { name: 'End', exact: true }).click()
  await line('bob').waitFor({ state: 'detached' })
  t.equal(await bob(), undefined, 'its stream has ended')
  await line('alice').waitFor()
})
