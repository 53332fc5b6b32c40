#!/bin/sh
# selfsigned, a certificate for 127.0.0.1: the address becomes a DNS name, which no client takes for an address.
#
# Versions: selfsigned 5.5.0, mkcert 3.2.0 (npm), Node.js 22 or newer
# Guess:    a generator that is asked for 127.0.0.1 writes an IP address into the subject alternative names, as mkcert does.
# Does:     selfsigned takes the common name over as "DNS:127.0.0.1". Node.js, which trusts the certificate, refuses
#           https://127.0.0.1 with ERR_TLS_CERT_ALTNAME_INVALID; the address must be given as altNames of type 7.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init --yes > npm.log
npm install --silent --no-audit --no-fund --ignore-scripts selfsigned@5.5.0 mkcert@3.2.0

cat > ask.mjs <<'JS'
import { X509Certificate } from 'node:crypto'
import { createServer, get } from 'node:https'
import { createCA, createCert } from 'mkcert'
import selfsigned from 'selfsigned'
const own = await selfsigned.generate([{ name: 'commonName', value: '127.0.0.1' }], { keySize: 2048 })
const authority = await createCA({ organization: 'Test', countryCode: 'FR', state: 'Test', locality: 'Test', validity: 30 })
const made = await createCert({ ca: authority, domains: ['127.0.0.1'], validity: 30 })
for (const [name, key, cert, ca] of [['selfsigned', own.private, own.cert, own.cert], ['mkcert', made.key, made.cert, authority.cert]]) {
  const server = createServer({ key, cert }, (_, response) => response.end()).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const said = await new Promise((resolve) => get({ host: '127.0.0.1', port: server.address().port, ca, agent: false }, (response) => resolve(response.resume().statusCode)).once('error', ({ code }) => resolve(code)))
  console.log(name, new X509Certificate(cert).subjectAltName, said)
  server.close()
}
JS
node ask.mjs | tee seen
diff seen - <<'END'
selfsigned DNS:127.0.0.1 ERR_TLS_CERT_ALTNAME_INVALID
mkcert IP Address:127.0.0.1 200
END
echo 'as stated'
