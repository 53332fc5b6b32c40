#!/bin/sh
# Fastify, a HEAD route asked for in an onRoute hook: the option is changed, and nothing comes of it.
#
# Versions: fastify 5.12.8
# Guess:    onRoute gets the options of a route before it is made ("routeOptions … can be changed"), so a hook that sets
#           exposeHeadRoute gives every GET its HEAD, as the same option on the route does, and as changing preHandler there works.
# Does:     a preHandler that the hook adds runs, but exposeHeadRoute has been read before the hooks: HEAD is 404, without a word.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init --yes > npm.log
npm install --silent --no-audit --no-fund --ignore-scripts fastify@5.12.8

cat > ask.mjs <<'JS'
import Fastify from 'fastify'
const app = Fastify({ exposeHeadRoutes: false })
app.addHook('onRoute', (options) => {
  if (options.method !== 'GET') return
  options.exposeHeadRoute = true
  options.preHandler = async (_, reply) => { reply.header('x-hooked', 'yes') }
})
app.get('/by-hook', async () => 'x')
app.get('/by-option', { exposeHeadRoute: true }, async () => 'x')
for (const [method, url] of [['GET', '/by-hook'], ['HEAD', '/by-hook'], ['HEAD', '/by-option']]) {
  const { statusCode, headers } = await app.inject({ method, url })
  console.log(method, url, statusCode, 'hooked:', headers['x-hooked'] ?? 'no')
}
JS
node ask.mjs | tee seen
diff seen - <<'END'
GET /by-hook 200 hooked: yes
HEAD /by-hook 404 hooked: no
HEAD /by-option 200 hooked: no
END
echo 'as stated'
