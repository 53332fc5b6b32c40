#!/bin/sh
# undici's MockAgent takes a stream as the body of an answer, and sends its JSON.
#
# Versions: undici 7.30.2 (MockAgent); nock 15.0.6, msw 3.0.5 and fetch-mock 12.6.0 for comparison
# Guess:    a mocked event stream is given as a ReadableStream, and fetch reads its events.
# Does:     nock, msw and fetch-mock hand the stream on. MockAgent makes JSON of everything that is neither a string nor bytes:
#           the client reads "{}" as the whole event stream, under status 200 and text/event-stream, and hears no event. (A
#           Readable of node:stream comes out as the JSON of its buffers.)
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init --yes > npm.log
npm install --silent --no-audit --no-fund --ignore-scripts undici@7.30.2 nock@15.0.6 msw@3.0.5 fetch-mock@12.6.0

cat > ask.mjs <<'JS'
import { Readable } from 'node:stream'
import fetchMock from 'fetch-mock'
import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import nock from 'nock'
import { fetch as fetchOfUndici, MockAgent } from 'undici'

const origin = 'http://mock.test'
const url = `${origin}/x`
const headers = { 'content-type': 'text/event-stream' }
const events = () => new Blob(['data: 1\n\n', 'data: 2\n\n']).stream()
const say = async (name, ask) => {
  const response = await ask()
  console.log(name, response.status, response.headers.get('content-type'), JSON.stringify(await response.text()))
}

nock(origin).get('/x').reply(200, () => Readable.fromWeb(events()), headers)
await say('nock', () => fetch(url))
nock.restore()

const server = setupServer(http.get(url, () => new HttpResponse(events(), { headers })))
server.listen()
await say('msw', () => fetch(url))
server.close()

fetchMock.mockGlobal().get(url, () => ({ status: 200, body: events(), headers }))
await say('fetch-mock', () => fetch(url))
fetchMock.unmockGlobal()

const dispatcher = new MockAgent()
dispatcher.disableNetConnect()
dispatcher.get(origin).intercept({ path: '/x' }).reply(200, events(), { headers })
await say('undici', () => fetchOfUndici(url, { dispatcher }))
JS
node ask.mjs | tee seen
diff seen - <<'END'
nock 200 text/event-stream "data: 1\n\ndata: 2\n\n"
msw 200 text/event-stream "data: 1\n\ndata: 2\n\n"
fetch-mock 200 text/event-stream "data: 1\n\ndata: 2\n\n"
undici 200 text/event-stream "{}"
END
echo 'as stated'
