#!/bin/sh
# HTTP mocks of npm: an error "once" that is put behind a permanent answer never comes, in four of five.
#
# Versions: nock 15.0.6, msw 3.0.5, fetch-mock 12.6.0, undici 7.30.2 (MockAgent), axios-mock-adapter 2.1.0, axios 1.21.1
# Guess:    a suite sets 200 for a route once and for all, and a test adds one 503: the newest wins, so the three calls that
#           follow are 503, 200, 200 (as with WireMock's stubs).
# Does:     only msw does so. nock, fetch-mock, MockAgent and axios-mock-adapter take the first that fits, which is the permanent
#           one: 200, 200, 200, no warning, and the test of the error passes without an error having been seen.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init --yes > npm.log
npm install --silent --no-audit --no-fund --ignore-scripts nock@15.0.6 msw@3.0.5 fetch-mock@12.6.0 undici@7.30.2 axios@1.21.1 axios-mock-adapter@2.1.0

cat > ask.mjs <<'JS'
import axios from 'axios'
import AxiosMockAdapter from 'axios-mock-adapter'
import fetchMock from 'fetch-mock'
import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import nock from 'nock'
import { fetch as fetchOfUndici, MockAgent } from 'undici'

const origin = 'http://mock.test'
const url = `${origin}/x`
const say = async (name, ask) => { console.log(name, await ask(), await ask(), await ask()) }

nock(origin).persist().get('/x').reply(200)
nock(origin).get('/x').once().reply(503)
await say('nock', async () => (await fetch(url)).status)
nock.cleanAll()
nock.restore()

const server = setupServer()
server.listen()
server.use(http.get(url, () => new HttpResponse(null, { status: 200 })))
server.use(http.get(url, () => new HttpResponse(null, { status: 503 }), { once: true }))
await say('msw', async () => (await fetch(url)).status)
server.close()

fetchMock.mockGlobal().get(url, 200).getOnce(url, 503)
await say('fetch-mock', async () => (await fetch(url)).status)
fetchMock.unmockGlobal()

const dispatcher = new MockAgent()
dispatcher.disableNetConnect()
dispatcher.get(origin).intercept({ path: '/x' }).reply(200).persist()
dispatcher.get(origin).intercept({ path: '/x' }).reply(503)
await say('undici', async () => (await fetchOfUndici(url, { dispatcher })).status)

const adapter = new AxiosMockAdapter(axios)
adapter.onGet(url).reply(200)
adapter.onGet(url).replyOnce(503)
await say('axios-mock-adapter', async () => (await axios.get(url, { validateStatus: () => true })).status)
JS
node ask.mjs | tee seen
diff seen - <<'END'
nock 200 200 200
msw 503 200 200
fetch-mock 200 200 200
undici 200 200 200
axios-mock-adapter 200 200 200
END
echo 'as stated'
