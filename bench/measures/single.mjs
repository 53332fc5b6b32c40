// One request again and again over 10 connections, as wrk does it: the processor time of a request.
import { connect } from 'node:net'
import { open } from '../lib/connection.mjs'
import { start } from '../lib/server-process.mjs'
import { median, medianRatio } from '../lib/statistics.mjs'

const CONNECTIONS = 10
const OK = Buffer.from('HTTP/1.1 200')

/** The first request of a flow; the same each time, as wrk sends it. */
const REQUEST = Buffer.from('GET /pims.authentication.smscode?type=phoneNumberCertification&phoneNumber=0612345678 HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer bench-7\r\n\r\n')

/** The length of an answer in bytes, as all answers to a request have it. */
async function lengthOfAnswer (server, request) {
  const connection = await open(server.port)
  const { head, body } = await connection.write(request)
  connection.close()
  return head.length + 4 + body.length
}

/** Sends a request again and again for so many milliseconds, and checks the status and the length of each answer. @returns its processor time in µs */
export async function hammer (server, milliseconds, request = REQUEST) {
  const length = await lengthOfAnswer(server, request)
  const until = performance.now() + milliseconds
  const cpu = server.cpu
  let answers = 0
  await Promise.all(Array.from({ length: CONNECTIONS }, () => new Promise((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1', () => socket.write(request)).setNoDelay()
    socket.on('error', reject).on('data', (chunk) => {
      if (chunk.length !== length || !chunk.subarray(0, OK.length).equals(OK)) return reject(new Error(chunk.toString()))
      answers++
      if (performance.now() < until) return socket.write(request)
      socket.destroy()
      resolve()
    })
  })))
  return (server.cpu - cpu) / answers
}

/** @returns for each system the processor time of a request in µs, and its ratio to the first */
export async function measureSingle (systems, rounds, milliseconds) {
  const servers = await Promise.all(systems.map(start))
  for (const server of servers) await hammer(server, milliseconds / 2)
  const measured = servers.map(() => [])
  for (let round = 0; round < rounds; round++) {
    for (const [index, server] of servers.entries()) measured[index].push(await hammer(server, milliseconds))
  }
  for (const server of servers) await server.discard()
  return measured.map((figures) => ({ value: median(figures), ratio: medianRatio(figures, measured[0]) }))
}
