import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { generate } from 'mqtt-packet'
import t from 'tap'
import { connectPacket, rawClient } from './support/mqtt.ts'
import { skipOf, startScaled } from './support/scaled.ts'

const SANDBOXES = 40

t.test('behind haproxy, MQTT reaches the process of its sandbox, whole or in pieces; one that dies takes only its own along, a reload none', { skip: skipOf('haproxy') }, async (t) => {
  const { processes, proxy, mqttPort, reload } = await startScaled(t, 'haproxy')
  const ids = [...Array.from({ length: SANDBOXES - 3 }, (_, index) => `test-${index}`), 'a.b', 'A_b-1', 'x'.repeat(64)]
  await Promise.all(ids.map(async (id) => t.equal((await fetch(`${proxy}/admin/sandboxes/${id}`, { method: 'PUT' })).status, 201, id)))

  const connect = async (password: string | undefined, inPieces = false) => {
    const client = await rawClient(t, { port: mqttPort })
    const bytes = generate(connectPacket({ password: Buffer.from(password ?? '') }))
    client.socket.setNoDelay()
    if (inPieces) {
      client.send(bytes.subarray(0, bytes.length - 6))
      await pause(50) // two packets of TCP: what haproxy makes of one, it may not make of two
    }
    client.send(inPieces ? bytes.subarray(bytes.length - 6) : bytes)
    return { ...client, answer: await client.next() }
  }
  const clients = await Promise.all(ids.map(async (id, index) => ({ id, ...await connect(`rt~${id}~alice`, index % 3 === 0) })))
  for (const { id, answer } of clients) t.match(answer, { cmd: 'connack', returnCode: 0 }, id)

  t.match((await connect('alice')).answer, { returnCode: 0 })
  t.match((await connect(undefined)).answer, { returnCode: 4 })
  const journal = await (await fetch(`${proxy}/admin/requests?face=mqtt`)).json()
  t.match(journal, { requests: [{ code: 'connack-4' }, { account: 'alice', status: 'SUCCEEDED' }] }, 'a password without an id, and none, are for default')

  const isAlive = async ({ send, next }: typeof clients[number]) => {
    send({ cmd: 'pingreq' })
    return await next() !== undefined
  }
  reload()
  for (let again = 0; again < 3; again++) t.match((await connect('alice', true)).answer, { returnCode: 0 }, 'during a reload')
  for (const client of clients) t.ok(await isAlive(client), `${client.id} through a reload`)

  const homes = await Promise.all(processes.map(async ({ host }) => (await (await fetch(`http://${host}/admin/sandboxes`)).json() as { sandboxes: Array<{ id: string }> }).sandboxes.map(({ id }) => id)))
  t.ok(homes.every((home) => home.length > 1), 'each process has some')
  const [first] = processes
  if (first === undefined) throw new Error('no process')
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')
  for (const client of clients) t.equal(await isAlive(client), homes[0]?.includes(client.id) !== true, client.id)
  const [lost] = homes[0]?.filter((id) => id !== 'default') ?? []
  t.equal((await connect(`rt~${lost}~alice`)).answer, undefined, 'accepted, and closed without CONNACK')
})
