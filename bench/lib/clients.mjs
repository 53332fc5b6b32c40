// What sends the requests of a flow, one connection for each lane: bare sockets, or a client as programs use it.
import { Client } from 'undici'
import { open } from './connection.mjs'

/** An answer as the flow reads it. */
const answerOf = (status, text) => ({ status, text, json: () => JSON.parse(text) })

/** What a client is to send: headers and body as the connection over a bare socket sends them. */
const messageOf = ({ token, body }) => ({
  headers: { ...token !== undefined && { authorization: `Bearer ${token}` }, ...body !== undefined && { 'content-type': 'application/json' } },
  body: body === undefined ? undefined : JSON.stringify(body)
})

function openUndici (port) {
  const client = new Client(`http://127.0.0.1:${port}`)
  return {
    async send (method, path, options) {
      const { statusCode, body } = await client.request({ method, path, ...messageOf(options) })
      return answerOf(statusCode, await body.text())
    },
    close: () => client.close()
  }
}

const openFetch = (port) => ({
  async send (method, path, options) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, ...messageOf(options) })
    return answerOf(response.status, await response.text())
  },
  close () {} // fetch keeps its connections to itself
})

/** How each client is opened at a port. */
export const clients = { sockets: open, undici: openUndici, fetch: openFetch }
