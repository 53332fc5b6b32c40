#!/bin/sh
# Node.js: `import` of node:http loads the whole of undici, `require` of it does not.
#
# Versions: Node.js 22.23.3 and 24.21.0; run with the one on the PATH
# Guess:    an import of a built-in module loads what require loads, so a server that never calls fetch starts without undici.
# Does:     node:http has getters (WebSocket, CloseEvent, MessageEvent) that load undici when they are read. A module's import reads
#           every property of the built-in once, to export it by name, whatever the names that are imported. process.getBuiltinModule
#           reads none; node:https has no such getters.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
says="console.log(process.moduleLoadList.some((name) => name.endsWith('undici/undici')) ? 'undici is loaded' : 'undici is not loaded')"
{
  echo "import { createServer } from 'node:http': $(node --input-type=module -e "import { createServer } from 'node:http'; $says")"
  echo "require('node:http'): $(node --input-type=commonjs -e "require('node:http'); $says")"
  echo "process.getBuiltinModule('node:http'): $(node --input-type=module -e "process.getBuiltinModule('node:http'); $says")"
  echo "import { request } from 'node:https': $(node --input-type=module -e "import { request } from 'node:https'; $says")"
} | tee seen
diff seen - <<'END'
import { createServer } from 'node:http': undici is loaded
require('node:http'): undici is not loaded
process.getBuiltinModule('node:http'): undici is not loaded
import { request } from 'node:https': undici is not loaded
END
echo 'as stated'
