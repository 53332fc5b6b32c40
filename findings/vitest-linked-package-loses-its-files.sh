#!/bin/sh
# Vitest: a linked package that finds its own files by new URL(…, import.meta.url) finds "undefined" in tests with a document.
#
# Versions: vitest 5.1.2 (vite 8.3.8)
# Guess:    `new URL(`./${name}`, import.meta.url)` is Node's own way to a file beside a module, and what Vitest runs is Node: the
#           package finds its file in every environment, installed or linked.
# Does:     installed it does. Linked (file:, npm link, a workspace), Vite makes the package ready itself, and for an environment with
#           a document (viteEnvironment `client`: jsdom, happy-dom, here one of five lines) it replaces the expression by a lookup of
#           assets: the result is a URL that ends in "undefined". No warning.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init --yes > npm.log
npm install --silent --no-audit --no-fund --ignore-scripts vitest@5.1.2 vite@8.3.8

mkdir -p linked node_modules/installed
echo '{ "name": "linked", "version": "1.0.0", "type": "module", "exports": "./index.js" }' > linked/package.json
echo 'export const fileOf = (name) => new URL(`./${name}`, import.meta.url).href' > linked/index.js
cp linked/* node_modules/installed
ln -s ../linked node_modules/linked
cat > page.mjs <<'JS'
export default { name: 'page', viteEnvironment: 'client', setup: () => ({ teardown () {} }) }
JS
cat > asks.test.mjs <<'JS'
import { test } from 'vitest'
import { fileOf as ofInstalled } from 'installed'
import { fileOf as ofLinked } from 'linked'
test('asks', () => {
  for (const [name, fileOf] of [['installed', ofInstalled], ['linked', ofLinked]]) console.log(`SEEN ${name}: ${fileOf('data.json').split('/').at(-1)}`)
})
JS
for environment in node ./page.mjs; do
  echo "$environment"
  npx vitest run --environment "$environment" asks.test.mjs 2> errors | grep -o 'SEEN.*' || cat errors
done | tee seen
diff seen - <<'END'
node
SEEN installed: data.json
SEEN linked: data.json
./page.mjs
SEEN installed: data.json
SEEN linked: undefined
END
echo 'as stated'
