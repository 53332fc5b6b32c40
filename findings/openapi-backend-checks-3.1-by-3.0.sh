#!/bin/sh
# openapi-backend lists "OpenAPI 3.1 support", and checks a document of 3.1 by the schema of 3.0.
#
# Version:  openapi-backend 5.21.2 (with its own openapi-schema-validator 12.1.3)
# Guess:    a document of 3.1 may say of a body whatever JSON Schema 2020-12 can say, and `init()` takes it.
# Does:     what 3.0 has no word for is refused as "not valid OpenAPI": `const`, a list of types, `examples`, `patternProperties`,
#           `prefixItems`. `type: 'null'` passes. With `strict: true` init() rejects; without, a warning is written and the backend knows
#           no route: each call is answered as not found. With `quick: true`, which skips the check, all are taken and work.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init --yes > npm.log
npm install --silent --no-audit --no-fund --ignore-scripts openapi-backend@5.21.2

cat > check.cjs <<'JS'
const { OpenAPIBackend } = require('openapi-backend')
console.warn = () => {}
const schemas = {
  'type: string': { type: 'string' },
  "type: 'null'": { type: 'null' },
  const: { const: 'a' },
  'two types': { type: ['string', 'null'] },
  examples: { type: 'string', examples: ['a'] },
  patternProperties: { type: 'object', patternProperties: { '^a': { type: 'string' } } },
  prefixItems: { type: 'array', prefixItems: [{ type: 'string' }] }
}
const valid = { "type: 'null'": null, patternProperties: { a: 'a' }, prefixItems: ['a'] }

async function call (name, quick) {
  const requestBody = { content: { 'application/json': { schema: schemas[name] } } }
  const post = { operationId: 'send', requestBody, responses: { 200: { description: 'sent' } } }
  const definition = { openapi: '3.1.0', info: { title: 'one', version: '1' }, paths: { '/send': { post } } }
  const backend = new OpenAPIBackend({ definition, quick, handlers: { send: () => 'sent', notFound: () => 'not found', validationFail: () => 'refused' } })
  await backend.init()
  const body = JSON.stringify(name in valid ? valid[name] : 'a')
  return backend.handleRequest({ method: 'POST', path: '/send', headers: { 'content-type': 'application/json' }, body }).catch((error) => error.message)
}

(async () => { for (const name in schemas) console.log(`${name}: ${await call(name, false)}; quick: ${await call(name, true)}`) })()
JS
node check.cjs | tee seen
diff seen - <<'END'
type: string: sent; quick: sent
type: 'null': sent; quick: sent
const: not found; quick: sent
two types: not found; quick: sent
examples: not found; quick: sent
patternProperties: not found; quick: sent
prefixItems: not found; quick: sent
END
echo 'as stated'
