import fc from 'fast-check'
import t from 'tap'
import { readRoute, sandboxOf, writeRoute } from '../../console/state/page/route.ts'

t.test('a hash names the view, what is open in it, and the filter', async (t) => {
  t.strictSame(readRoute('#/traffic/e02bcf62-1af9?q=2310+alice'), { view: 'traffic', id: 'e02bcf62-1af9', query: { q: '2310 alice' } })
  t.strictSame(readRoute('#/phones/%2B33639980001'), { view: 'phones', id: '+33639980001', query: {} })
  for (const hash of ['', '#', '#/']) t.strictSame(readRoute(hash), { view: 'phones', id: undefined, query: {} })
  t.equal(readRoute('#/traffic/%zz').id, '%zz', 'what cannot be decoded stays')
})

t.test('what is empty is left out of a hash', async (t) => {
  t.equal(writeRoute({ view: 'switches', query: { q: '', by: undefined } }), '#/switches')
  t.equal(writeRoute({ view: 'traffic', id: 'a/b?c#d', query: { q: 'x & y' } }), '#/traffic/a%2Fb%3Fc%23d?q=x+%26+y')
})

t.test('whatever is written is read again', async () => {
  const word = fc.string({ minLength: 1 })
  fc.assert(fc.property(word, word, fc.dictionary(word, word), (view, id, query) => {
    const read = readRoute(writeRoute({ view, id, query }))
    return read.view === view && read.id === id && JSON.stringify(Object.entries(read.query).sort()) === JSON.stringify(Object.entries(query).sort())
  }))
})

t.test('the path names the sandbox, behind any prefix of a proxy', async (t) => {
  t.equal(sandboxOf('/console/'), 'default')
  t.equal(sandboxOf('/sandbox/demo/console/'), 'demo')
  t.equal(sandboxOf('/tools/mock/sandbox/demo/console/'), 'demo')
})
