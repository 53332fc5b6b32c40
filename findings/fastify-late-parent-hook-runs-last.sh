#!/bin/sh
# Fastify, a hook of the whole application that is added after a plugin: within the plugin it runs last, or not at all.
#
# Versions: fastify 5.12.8
# Guess:    hooks of a parent run before those of its plugins, as the documentation of encapsulation draws them, and a plugin is
#           not loaded before the application is ready: so it makes no difference which line is the first, register or addHook.
# Does:     addHook waits for what was registered before it, and is then put behind the hooks that the plugin has: a hook that
#           counts, logs or adds a header to every request sees none that a guard of the plugin has refused.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init --yes > npm.log
npm install --silent --no-audit --no-fund --ignore-scripts fastify@5.12.8

cat > ask.mjs <<'JS'
import Fastify from 'fastify'
for (const order of ['addHook, register', 'register, addHook']) {
  const app = Fastify()
  const ran = []
  const steps = {
    addHook: () => app.addHook('onRequest', async () => { ran.push('of the application') }),
    register: () => app.register(async (plugin) => {
      plugin.addHook('onRequest', async (request, reply) => {
        ran.push('of the plugin')
        if (request.headers.authorization === undefined) return reply.code(401).send()
      })
      plugin.get('/', async () => 'x')
    })
  }
  for (const step of order.split(', ')) steps[step]()
  await app.ready()
  for (const headers of [{ authorization: 'Bearer x' }, {}]) {
    const { statusCode } = await app.inject({ url: '/', headers })
    console.log(`${order}: ${statusCode}, ${ran.splice(0).join(', then ')}`)
  }
}
JS
node ask.mjs | tee seen
diff seen - <<'END'
addHook, register: 200, of the application, then of the plugin
addHook, register: 401, of the application, then of the plugin
register, addHook: 200, of the plugin, then of the application
register, addHook: 401, of the plugin
END
echo 'as stated'
