import t, { type Test } from 'tap'
import { acceptForms } from '../../../src/http/bodies/form-body.ts'
import { start } from '../../support/start.ts'

/** Sends a body to a route that answers the fields that were read. */
async function reader (t: Test) {
  const { call } = await start(t, {}, (app) => {
    app.register(async (face) => {
      acceptForms(face)
      face.post('/echo', async ({ body }) => body)
    })
  })
  return async (payload: string, type = 'application/x-www-form-urlencoded') => (await call({ method: 'POST', url: '/echo', payload, headers: { 'content-type': type } })).body
}

t.test('a field of a form that comes more than once is a list of its values, in their order; any other is a text', async (t) => {
  const read = await reader(t)
  t.strictSame(await read('a=1&b=2&a=3&a=&a=1'), { a: ['1', '3', '', '1'], b: '2' })
  t.strictSame(await read('a=x,y'), { a: 'x,y' })
})

t.test('so it is for a body that is full of one field', async (t) => {
  const read = await reader(t)
  const values = Array.from({ length: 9000 }, (_, index) => String(index))
  t.strictSame(await read(`${values.map((value) => `a=${value}`).join('&')}&b=last`), { a: values, b: 'last' })
})

t.test('JSON is read as JSON, however its type is written', async (t) => {
  const read = await reader(t)
  for (const type of ['application/json', 'Application/JSON; charset=UTF-8', 'application/problem+json']) t.strictSame(await read('{"a":"x=1&y=2"}', type), { a: 'x=1&y=2' }, type)
})
