#!/bin/sh
# msw neither answers nor stops Node's own EventSource, nor says that it went past; nock stops it.
#
# Versions: msw 3.0.5, nock 15.0.6, eventsource 5.1.5; Node.js 22 or newer with --experimental-eventsource
# Guess:    Node's EventSource is a fetch, so what is set for fetch counts for it: a handler for the URL answers it, and without one
#           onUnhandledFrame: 'error' refuses it, as it refuses fetch and the eventsource package.
# Does:     with msw it goes to the real server, unhandled and unmentioned: a test that believes itself offline subscribes to
#           whatever the address is. nock (disableNetConnect) stops all three.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init --yes > npm.log
npm install --silent --no-audit --no-fund --ignore-scripts msw@3.0.5 nock@15.0.6 eventsource@5.1.5

cat > ask.mjs <<'JS'
import { createServer } from 'node:http'
const [tool, what] = process.argv.slice(2)
let seen = false
const server = createServer((_, response) => {
  seen = true
  response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: real\n\n')
})
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const url = `http://127.0.0.1:${server.address().port}/events`
if (tool === 'nock') {
  const { default: nock } = await import('nock')
  nock.disableNetConnect()
} else {
  const { http, HttpResponse } = await import('msw')
  const { setupServer } = await import('msw/node')
  const handlers = tool === 'msw,handled' ? [http.get(url, () => new HttpResponse('data: mocked\n\n', { headers: { 'content-type': 'text/event-stream' } }))] : []
  setupServer(...handlers).listen({ onUnhandledFrame: 'error' })
}
const hear = (Source) => new Promise((resolve) => {
  const source = new Source(url)
  source.onmessage = ({ data }) => { source.close(); resolve(`heard "${data}"`) }
  source.onerror = () => { source.close(); resolve('error') }
})
const asks = {
  fetch: async () => {
    const reader = (await fetch(url)).body.getReader()
    return `heard "${new TextDecoder().decode((await reader.read()).value).slice(6).trim()}"`
  },
  eventsource: async () => hear((await import('eventsource')).EventSource),
  EventSource: () => hear(EventSource)
}
console.log(`${tool} ${what}:`, await asks[what]().catch(() => 'error') + (seen ? ', from the server' : ''))
process.exit()
JS
for tool in nock msw msw,handled; do
  for what in fetch eventsource EventSource; do node --experimental-eventsource ask.mjs "$tool" "$what" 2> errors; done
done | tee seen
diff seen - <<'END'
nock fetch: error
nock eventsource: error
nock EventSource: error
msw fetch: error
msw eventsource: error
msw EventSource: heard "real", from the server
msw,handled fetch: heard "mocked"
msw,handled eventsource: heard "mocked"
msw,handled EventSource: heard "real", from the server
END
echo 'as stated'
