import fc from 'fast-check'
import t from 'tap'
import { eventReader } from '../../console/state/server/sse.ts'

const stream = ': connected\n\nid: 1\nevent: sms\ndata: {"code":"123 456"}\n\n: still here\n\ndata: one\ndata: two\n\nevent: reset\ndata: {}\n\n'
const events = [{ type: 'sms', data: '{"code":"123 456"}' }, { type: 'message', data: 'one\ntwo' }, { type: 'reset', data: '{}' }]

t.test('reads the same events wherever the stream is cut', async (t) => {
  fc.assert(fc.property(fc.array(fc.nat(stream.length)), (cuts) => {
    const read = eventReader()
    const edges = [0, ...cuts.sort((a, b) => a - b), stream.length]
    t.strictSame(edges.flatMap((edge, index) => read(stream.slice(edge, edges[index + 1] ?? edge))), events)
  }))
})

t.test('an event that is not complete waits', async (t) => {
  const read = eventReader()
  t.strictSame(read('event: sms\ndata: {}\n'), [])
  t.strictSame(read('\n'), [{ type: 'sms', data: '{}' }])
})
