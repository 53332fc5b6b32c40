#!/bin/sh
# Vitest: the same fetch of a local server works in jsdom and is a NetworkError in happy-dom.
#
# Versions: vitest 5.1.2 with jsdom 31.0.1 and happy-dom 21.0.4
# Guess:    both environments add a document and leave fetch to Node, so a test asks a server on the machine as in `node`.
# Does:     jsdom leaves fetch alone. happy-dom brings its own, which keeps to the same-origin policy: it asks by OPTIONS first, even
#           for a plain GET (where a browser would not), and without the server's Access-Control-Allow-Origin the request is not sent.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init --yes > npm.log
npm install --silent --no-audit --no-fund --ignore-scripts vitest@5.1.2 jsdom@31.0.1 happy-dom@21.0.4

cat > asks.test.mjs <<'JS'
import { createServer } from 'node:http'
import { test } from 'vitest'
const seen = []
const server = createServer((request, response) => { seen.push(request.method); response.end('done') })
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const url = `http://127.0.0.1:${server.address().port}/`
for (const [what, init] of [['plain', {}], ['with a header', { headers: { authorization: 'Bearer alice' } }]]) {
  test(what, async () => {
    const end = await fetch(url, init).then((response) => response.status, (error) => error.name)
    console.log(`SEEN ${what}: ${end}, the server saw ${seen.splice(0).join(' ')}`)
  })
}
JS
for environment in node jsdom happy-dom; do
  echo "$environment"
  npx vitest run --environment "$environment" asks.test.mjs 2> errors | grep -o 'SEEN.*' || true
done | tee seen
diff seen - <<'END'
node
SEEN plain: 200, the server saw GET
SEEN with a header: 200, the server saw GET
jsdom
SEEN plain: 200, the server saw GET
SEEN with a header: 200, the server saw GET
happy-dom
SEEN plain: NetworkError, the server saw OPTIONS
SEEN with a header: NetworkError, the server saw OPTIONS
END
echo 'as stated'
