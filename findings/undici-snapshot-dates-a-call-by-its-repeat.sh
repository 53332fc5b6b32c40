#!/bin/sh
# The recorder of undici dates a call by its last repeat, so that a recording sorted by time is out of order.
#
# Version:  undici 7.30.2 (SnapshotAgent)
# Guess:    equal requests share an item whose `timestamp` is when the first of them was answered; later answers are added to its
#           `responses`, and items sorted by time are in the order of their first calls.
# Does:     each equal request overwrites the `timestamp`: after GET /a, GET /b, GET /a the item of /a has two responses and a time later
#           than that of /b, also for its first response. Nothing in the file says when, or before what, /a was called first.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init --yes > npm.log
npm install --silent --no-audit --no-fund --ignore-scripts undici@7.30.2

cat > record.mjs <<'JS'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { readFileSync } from 'node:fs'
import { request, SnapshotAgent } from 'undici'

const server = createServer((asked, response) => response.end(asked.url)).listen(0, '127.0.0.1')
await once(server, 'listening')
const agent = new SnapshotAgent({ mode: 'record', snapshotPath: 'calls.json' })
for (const path of ['/a', '/b', '/a']) {
  const { body } = await request(`http://127.0.0.1:${server.address().port}${path}`, { dispatcher: agent })
  await body.text()
  await wait(20)
}
await agent.saveSnapshots('calls.json')
await agent.close()
server.close()

const items = JSON.parse(readFileSync('calls.json', 'utf8')).map(({ snapshot }) => snapshot)
const called = items.toSorted((one, other) => Date.parse(one.timestamp) - Date.parse(other.timestamp))
for (const { request: { url }, responses } of called) console.log(`${new URL(url).pathname}: ${responses.length} answered`)
JS
node record.mjs 2> warnings | tee seen
diff seen - <<'END'
/b: 1 answered
/a: 2 answered
END
echo 'as stated'
