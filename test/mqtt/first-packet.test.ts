import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { generate } from 'mqtt-packet'
import t from 'tap'
import { type FirstPacket, readFirstPacket } from '../../src/mqtt/first-packet.ts'
import { connectPacket } from '../support/mqtt.ts'

t.test('a CONNECT that is not whole in time is told with what came of it; one that is has all the time it wants', async (t) => {
  const found: FirstPacket[] = []
  const server = createServer((socket) => {
    t.teardown(() => socket.destroy())
    socket.once('readable', () => setImmediate(() => readFirstPacket(socket, (first) => {
      found.push(first)
      server.emit('found')
    }, 20))) // all that it is sent is there by then, however busy the machine is
  }).listen(0, '127.0.0.1')
  t.teardown(() => server.close())
  await once(server, 'listening')
  const whole = generate(connectPacket())
  for (const bytes of [whole, whole.subarray(0, -1)]) {
    connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => {}).write(bytes)
    await once(server, 'found')
  }
  t.match(found, [{ connect: { cmd: 'connect' } }, { reason: 'no whole CONNECT came within 0.02 s', bytes: whole.length - 1 }])
  t.equal(found.length, 2, 'the time of the first is over as well')
})
