#!/bin/sh
# A mocked delay that no time limit of the client ends: axios-mock-adapter, and undici's MockAgent with headersTimeout.
#
# Versions: axios 1.21.1 with axios-mock-adapter 2.1.0, undici 7.30.2 (MockAgent), nock 15.0.6 for comparison
# Guess:    an answer that is delayed by a second is not waited for by a client whose limit is 100 ms: axios gives up with
#           ECONNABORTED, and with ERR_CANCELED where a signal of 100 ms was given, undici with a HeadersTimeoutError, after 100 ms.
# Does:     with nock so it is. axios-mock-adapter (delayResponse) looks at neither: `timeout` passes and the answer is 200 after
#           the second; the signal is obeyed once the second is over. MockAgent (delay) does not know headersTimeout: 200. A
#           test of "the server is slow" sees the success.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init --yes > npm.log
npm install --silent --no-audit --no-fund --ignore-scripts nock@15.0.6 undici@7.30.2 axios@1.21.1 axios-mock-adapter@2.1.0

cat > ask.mjs <<'JS'
import axios from 'axios'
import AxiosMockAdapter from 'axios-mock-adapter'
import nock from 'nock'
import { MockAgent } from 'undici'

const origin = 'http://mock.test'
const url = `${origin}/x`
async function say (name, ask) {
  const begun = performance.now()
  const end = await ask().then(({ status, statusCode = status }) => statusCode, ({ code }) => code)
  console.log(name, end, performance.now() - begun < 900 ? 'in time' : 'after the delay')
}

nock(origin).get('/x').delay(1000).reply(200)
await say('nock, axios, timeout', () => axios.get(url, { timeout: 100 }))
nock.restore()

new AxiosMockAdapter(axios, { delayResponse: 1000 }).onGet(url).reply(200)
await say('axios-mock-adapter, timeout', () => axios.get(url, { timeout: 100 }))
await say('axios-mock-adapter, signal', () => axios.get(url, { signal: AbortSignal.timeout(100) }))

const agent = new MockAgent()
agent.disableNetConnect()
agent.get(origin).intercept({ path: '/x' }).reply(200).delay(1000)
await say('undici, headersTimeout', () => agent.request({ origin, path: '/x', method: 'GET', headersTimeout: 100 }))
JS
node ask.mjs | tee seen
diff seen - <<'END'
nock, axios, timeout ECONNABORTED in time
axios-mock-adapter, timeout 200 after the delay
axios-mock-adapter, signal ERR_CANCELED after the delay
undici, headersTimeout 200 after the delay
END
echo 'as stated'
