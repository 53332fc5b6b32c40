#!/bin/sh
# node:http, a request whose headers are a list, as a recorder keeps them to send them again in their order: no Host is sent.
#
# Versions: Node.js 22 or newer (seen on 22.23.3, 24.21.0, 26.10.0)
# Guess:    headers may be an object, or a list that keeps order and repeats; Host is added to either where it is not there, as
#           setHost is true unless it is said otherwise. Where the list must not be touched, `setHost: true` adds it.
# Does:     with a list nothing is added, whatever setHost says: the request says HTTP/1.1 and has no Host, and Node's own server
#           answers 400 before any listener sees it.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"

cat > ask.mjs <<'JS'
import { createServer, request } from 'node:http'
const server = createServer((asked, answer) => { answer.end(`with Host: ${asked.headers.host !== undefined}`) })
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const ask = (options) => new Promise((resolve, reject) => {
  request({ host: '127.0.0.1', port: server.address().port, agent: false, ...options }, (answer) => {
    let text = ''
    answer.on('data', (chunk) => { text += chunk }).on('end', () => resolve(`${answer.statusCode} ${text || 'without a body'}`))
  }).on('error', reject).end()
})
console.log('object:', await ask({ headers: { accept: '*/*' } }))
console.log('list:', await ask({ headers: ['accept', '*/*'] }))
console.log('list, setHost:', await ask({ headers: ['accept', '*/*'], setHost: true }))
console.log('list with Host:', await ask({ headers: ['host', 'a.test', 'accept', '*/*'] }))
server.close()
JS
node ask.mjs | tee seen
diff seen - <<'END'
object: 200 with Host: true
list: 400 without a body
list, setHost: 400 without a body
list with Host: 200 with Host: true
END
echo 'as stated'
