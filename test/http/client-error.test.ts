import { connect } from 'node:net'
import pino from 'pino'
import t, { type Test } from 'tap'
import { certify, start } from '../support/start.ts'

/** A server on a socket, and what it logs; `exchange` writes bytes and answers all that comes until the connection ends. */
async function listen (t: Test) {
  const lines: Array<Record<string, unknown>> = []
  const logger = pino({ level: 'info' }, { write: (line: string) => { lines.push(JSON.parse(line) as Record<string, unknown>) } })
  const kit = await start(t, {}, undefined, { logger })
  await kit.app.listen({ host: '127.0.0.1', port: 0 })
  const exchange = (bytes: string) => new Promise<string>((resolve) => {
    const socket = connect(Number(new URL(kit.app.listeningOrigin).port), '127.0.0.1').setEncoding('utf8').on('error', () => {})
    let text = ''
    socket.on('data', (chunk) => { text += String(chunk) }).on('close', () => resolve(text))
    socket.write(bytes)
  })
  return { ...kit, exchange, refused: () => lines.filter(({ msg }) => msg === 'no HTTP request') }
}

const statuses = (text: string) => [...text.matchAll(/HTTP\/1.1 (\d+)/g)].map(([, status]) => Number(status))
const post = (body: string, length: number) =>
  `POST /pims.authentication.smscode HTTP/1.1\r\nhost: x\r\nauthorization: Bearer alice\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n${body}`

t.test('a request whose body is longer than it says is answered as the journal has it; what is too much is 400, says why, and is logged', async (t) => {
  const kit = await listen(t)
  const smsCode = await certify(kit, '0612345678')
  const body = JSON.stringify({ type: 'modifyPhoneNumber', smsCode, phoneNumber: '0612345678' })
  const text = await kit.exchange(post(`${body}é`, body.length))
  t.strictSame(statuses(text), [200, 400])
  t.match(text, /"status":"SUCCEEDED"[^]*What came is not an HTTP request \(.+\). It came after a whole request on the same connection: Content-Length counts bytes, not characters."\}$/)
  t.match((await kit.admin('GET', 'requests?limit=1')).body, { requests: [{ status: 'SUCCEEDED', httpStatus: 200, operation: 'set.smscode.modifyPhoneNumber' }] })
  t.match(kit.refused(), [{ httpStatus: 400, code: /^HPE_/, client: '127.0.0.1', reason: /Content-Length/ }])
})

t.test('every whole request before it is answered, in order, and what waits is waited for', async (t) => {
  const { exchange, admin } = await listen(t)
  await admin('PUT', 'faults/slow', { match: { operation: 'trustedphonenumber' }, effect: null, delay: 20 })
  const get = (path: string) => `GET ${path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer alice\r\n\r\n`
  const text = await exchange(`${get('/pims.authentication.trustedphonenumber')}${get('/health')}${get('/pims.nothing')}rubbish\r\n\r\n`)
  t.strictSame(statuses(text), [200, 200, 404, 400])
})

t.test('a request after one that closes the connection takes nothing from its answer', async (t) => {
  const { exchange } = await listen(t)
  t.strictSame(statuses(await exchange('GET /health HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\nGET /health HTTP/1.1\r\nhost: x\r\n\r\n')), [200])
})

t.test('a body that breaks off in rubbish is 400 at once; so are bytes that never were HTTP, and headers that are too long 431', async (t) => {
  const { exchange, refused } = await listen(t)
  const chunked = 'POST /pims.authentication.smscode HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n'
  t.match(await exchange(`${chunked}zz\r\n`), /^HTTP\/1.1 400 Bad Request\r\n[^]*connection: close\r\n[^]*\{"statusCode":400,"error":"Bad Request","message":"What came is not an HTTP request \([^)]+\)\."\}$/)
  t.match(await exchange('\x16\x03\x01\x02\r\n\r\n'), /^HTTP\/1.1 400 /)
  t.match(await exchange(`GET /health HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`), /^HTTP\/1.1 431 [^]*longer than 16 KiB/)
  t.strictSame(refused().map(({ httpStatus }) => httpStatus), [400, 400, 431])
})

t.test('who leaves before what waits is answered gets nothing more, and keeps nothing', async (t) => {
  const { app, admin, refused } = await listen(t)
  const socket = connect(Number(new URL(app.listeningOrigin).port), '127.0.0.1').on('error', () => {})
  const closed = new Promise((resolve) => app.server.once('connection', (socket) => socket.once('close', resolve)))
  socket.write('GET /pims.authentication.trustedphonenumber HTTP/1.1\r\nhost: x\r\nauthorization: Bearer alice\r\nx-fault: {"transport":"hang"}\r\n\r\nrubbish\r\n\r\n')
  while ((await admin('GET', 'requests/count')).body?.count === 0) await new Promise(setImmediate)
  socket.destroy()
  await closed
  t.strictSame(refused(), [])
})
