import { once } from 'node:events'
import { connect as connectTcp } from 'node:net'
import { connectAsync } from 'mqtt'
import { generate, type Packet } from 'mqtt-packet'
import t from 'tap'
import { client, closed, connectPacket, entries, rawClient, startMqtt } from '../support/mqtt.ts'
import { CLIENT_WEIGHT } from '../../src/mqtt/bounds.ts'
import { Tokens } from '../../src/oauth/tokens.ts'

/** What a client gets for a CONNECT, and why, as the journal has it. */
async function refusal (t: Parameters<typeof rawClient>[0], packet: Packet | Buffer) {
  const started = await startMqtt(t)
  const raw = await rawClient(t, started)
  raw.send(packet)
  const answer = await raw.next()
  t.equal(await raw.next(), undefined, 'the connection is closed')
  const [entry] = await entries(started)
  return { packet: answer, entry }
}

/** A CONNECT that asks to keep the session of no client id, which the library refuses to write. */
const notClean = generate(connectPacket())
notClean.writeUInt8(notClean.readUInt8(9) & ~2, 9)

t.test('a connection is refused with the code that MQTT 3.1.1 has for it, and the journal says why', async (t) => {
  t.match(await refusal(t, connectPacket({ protocolVersion: 5, properties: {} })), { packet: { cmd: 'connack', returnCode: 1 }, entry: { code: 'connack-1', reason: /version 5/ } })
  t.match(await refusal(t, notClean), { packet: { returnCode: 2 }, entry: { code: 'connack-2', reason: /clean session/ } })
  t.match(await refusal(t, connectPacket({ clientId: 'x'.repeat(257) })), { packet: { returnCode: 2 }, entry: { code: 'connack-2', reason: /256 are the most/ } })
  t.match(await refusal(t, connectPacket({ username: 'me' })), { packet: { returnCode: 4 }, entry: { code: 'connack-4', reason: 'the user name is not IMA_OAUTH_ACCESS_TOKEN' } })
  t.match(await refusal(t, connectPacket({ password: Buffer.alloc(0) })), { packet: { returnCode: 4 }, entry: { code: 'connack-4', reason: /remote access token/ } })
  t.match(await refusal(t, connectPacket({ password: Buffer.from('mallory') })), { packet: { returnCode: 5 }, entry: { operation: 'mqtt.connect', status: 'FAILED', code: 'connack-5', reason: /never given out.*alice/ } })
  t.match(await refusal(t, connectPacket({ password: Buffer.from('rt~elsewhere~x') })), { packet: { returnCode: 5 }, entry: { code: 'connack-5', reason: /sandbox "elsewhere", which is not there/ } })
})

t.test('a remote token names its sandbox and its account, until it expires', async (t) => {
  const started = await startMqtt(t, { SEED: '7' })
  const { app } = started
  const tokenOf = (id: string): string => {
    const sandbox = app.sandboxes.open(id)
    const alice = sandbox.accounts.get('alice')
    return alice === undefined ? '' : sandbox.part(Tokens).issue('remoteAccess', alice, 'remoteaccess').value
  }
  const [one, other] = [tokenOf('one'), tokenOf('other')]
  t.match(one, /^rt~one~[0-9a-f-]{36}$/)
  t.not(one.slice('rt~one~'.length), other.slice('rt~other~'.length), 'with a seed too')
  await client(t, started, { password: one })
  const { body } = await started.call({ method: 'GET', url: '/sandbox/one/admin/requests?face=mqtt' })
  t.match(body, { requests: [{ operation: 'mqtt.connect', account: 'alice', status: 'SUCCEEDED', end: null }] })
  t.strictSame(await entries(started), [], 'no other sandbox knows of it')

  await started.call({ method: 'PUT', url: '/sandbox/one/admin/clock', payload: { advance: 'PT15M' } })
  await t.rejects(connectAsync(`mqtt://127.0.0.1:${started.port}`, { username: 'IMA_OAUTH_ACCESS_TOKEN', password: one, reconnectPeriod: 0 }), { code: 5 })
  t.match((await started.call({ method: 'GET', url: '/sandbox/one/admin/requests?face=mqtt' })).body, { requests: [{ code: 'connack-5', reason: /lives 899 s/ }, { status: 'SUCCEEDED' }] })
})

t.test('what does not begin as MQTT does is closed, and the journal of default says what it was', async (t) => {
  const started = await startMqtt(t)
  const say = async (bytes: Buffer | string): Promise<unknown> => {
    const socket = connectTcp(started.port, '127.0.0.1')
    socket.on('error', () => {})
    socket.resume()
    socket.write(bytes)
    await once(socket, 'close')
    return (await entries(started))[0]?.reason
  }
  t.match(await say('GET / HTTP/1.1\r\n\r\n'), /speaks HTTP, not MQTT/)
  t.match(await say(Buffer.from([0x16, 3, 1, 0, 5])), /speaks TLS to a port without/)
  t.match(await say(Buffer.from([0xc0, 0])), /byte 0xc0/)
  t.match(await say(Buffer.from([0x10, 0x80, 0x80, 0x01, 0])), /longer than 12288 bytes/)
  t.match(await say(Buffer.from([0x10, 0x04, 0, 2, 0x41, 0x41])), /cannot be read/)
})

t.test('a client that leaves before its CONNECT is whole is in the journal; one that says nothing is not', async (t) => {
  const started = await startMqtt(t)
  for (const bytes of [Buffer.alloc(0), Buffer.from([0x10, 0x20, 0, 4])]) {
    const socket = connectTcp(started.port, '127.0.0.1').resume()
    socket.end(bytes)
    await once(socket, 'close')
  }
  t.match(await entries(started), [{ reason: 'the client left before its CONNECT was whole', end: { how: 'closed', by: 'client' } }])
  t.equal((await entries(started)).length, 1)
})

t.test('a client that sends nothing is closed after a while, and the journal has no word of it', async (t) => {
  const started = await startMqtt(t, {}, { connectTimeout: 20 })
  const raw = await rawClient(t, started)
  t.equal(await raw.next(), undefined)
  t.strictSame(await entries(started), [])
})

t.test('a connection counts as memory of its sandbox for as long as it lasts', async (t) => {
  const started = await startMqtt(t)
  const { memory } = started.sandbox()
  const before = memory.used
  const raw = await rawClient(t, started)
  raw.send(connectPacket())
  await raw.next()
  t.ok(memory.used >= before + CLIENT_WEIGHT)
  raw.send({ cmd: 'disconnect' })
  await raw.next()
  t.ok(memory.used < before + CLIENT_WEIGHT, 'but for its entry in the journal')
})

t.test('a sandbox takes 1000 connections: the next is refused until one leaves, and another sandbox has room', async (t) => {
  const started = await startMqtt(t)
  await started.admin('PUT', 'sandboxes/other')
  const connect = async (password = 'alice') => {
    const raw = await rawClient(t, started)
    raw.send(connectPacket({ password: Buffer.from(password) }))
    return { ...raw, answer: await raw.next() }
  }
  const clients: Array<Awaited<ReturnType<typeof connect>>> = []
  for (let hundred = 0; hundred < 10; hundred++) clients.push(...await Promise.all(Array.from({ length: 100 }, () => connect())))
  t.ok(clients.every(({ answer }) => answer?.cmd === 'connack' && answer.returnCode === 0))
  const refused = await connect()
  t.match(refused.answer, { cmd: 'connack', returnCode: 3 })
  t.equal(await refused.next(), undefined, 'and closed')
  t.match((await entries(started))[0], { code: 'connack-3', reason: /a sandbox takes 1000 connections/ })
  t.match((await connect('rt~other~alice')).answer, { returnCode: 0 })

  const [first] = clients
  first?.send({ cmd: 'disconnect' })
  await first?.next()
  t.match((await connect()).answer, { returnCode: 0 })
})

t.test('a CONNECT may come byte by byte, and more packets with it', async (t) => {
  const started = await startMqtt(t)
  const raw = await rawClient(t, started)
  for (const byte of generate(connectPacket())) {
    raw.socket.write(Buffer.from([byte]))
    await new Promise((resolve) => setImmediate(resolve))
  }
  t.match(await raw.next(), { cmd: 'connack', returnCode: 0 })
  raw.send({ cmd: 'pingreq' })
  t.match(await raw.next(), { cmd: 'pingresp' })

  const hasty = await rawClient(t, started)
  hasty.socket.write(Buffer.concat([generate(connectPacket()), generate({ cmd: 'pingreq' })]))
  t.match([await hasty.next(), await hasty.next()], [{ cmd: 'connack' }, { cmd: 'pingresp' }])
})

t.test('a connection ends with a packet that is too long, before it is whole', async (t) => {
  const started = await startMqtt(t)
  const raw = await rawClient(t, started)
  raw.send(connectPacket())
  await raw.next()
  raw.send(Buffer.from([0x30, 0xff, 0xff, 0x7f, 0, 1]))
  t.equal(await raw.next(), undefined)
  t.match(await entries(started), [{ code: 'too-long', reason: /12288 are the most/ }, { operation: 'mqtt.connect', end: { how: 'closed', by: 'server' } }])
})

t.test('a client with the id of another takes its place, in its sandbox alone', async (t) => {
  const started = await startMqtt(t)
  await started.admin('PUT', 'sandboxes/other')
  const first = await client(t, started, { clientId: 'x' })
  const elsewhere = await client(t, started, { clientId: 'x', password: 'rt~other~alice' })
  const gone = closed(first)
  await client(t, started, { clientId: 'x' })
  await gone
  t.ok(elsewhere.connected)
  t.match((await entries(started)).find(({ code }) => code === 'taken-over'), { reason: /another client connects with its client id, "x"/ })
})

t.test('a reset ends the connections of its sandbox, and the next one finds a new broker', async (t) => {
  const started = await startMqtt(t)
  const phone = await client(t, started)
  const gone = closed(phone)
  await started.admin('POST', 'reset')
  await gone
  t.ok((await client(t, started)).connected)
})

t.test('an account that is deleted takes its connections along, and no other', async (t) => {
  const started = await startMqtt(t)
  const [alice, bob] = [await client(t, started), await client(t, started, { password: 'bob' })]
  const gone = closed(alice)
  await started.admin('DELETE', 'accounts/alice')
  await gone
  t.ok(bob.connected)
  t.match((await entries(started)).find(({ account }) => account === 'alice'), { end: { how: 'closed', by: 'server' } })
})

t.test('a client that repeats its mistake for ever fills neither journal nor log', async (t) => {
  const started = await startMqtt(t)
  for (let times = 0; times < 30; times++) {
    const raw = await rawClient(t, started)
    raw.send(connectPacket({ password: Buffer.from('mallory') }))
    t.match(await raw.next(), { returnCode: 5 })
  }
  t.equal((await entries(started)).length, 5)
})

t.test('what a rule refuses is recorded each time: a test counts it', async (t) => {
  const started = await startMqtt(t)
  await started.admin('POST', 'faults', { match: { operation: 'mqtt.connect' }, effect: { connack: 3 } })
  for (let times = 0; times < 7; times++) {
    const raw = await rawClient(t, started)
    raw.send(connectPacket())
    t.match(await raw.next(), { returnCode: 3 })
  }
  t.equal((await entries(started)).length, 7)
})
