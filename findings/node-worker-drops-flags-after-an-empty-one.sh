#!/bin/sh
# node:worker_threads, execArgv with an empty text or a word in it, as from a setting that is not set: all flags after it are gone.
#
# Versions: Node.js 22 or newer (seen on 22.23.3, 24.21.0, 26.10.0)
# Guess:    execArgv is a list of flags, and what is none is refused with ERR_WORKER_INVALID_EXEC_ARGV, as --no-such-flag is. So
#           ['--no-warnings', process.env.EXTRA ?? '', '--import=./instrument.mjs'] works, or says why it does not.
# Does:     the first text that does not begin with a hyphen ends the list, without a word: no flag after it is taken, and one
#           that does not exist is not refused there.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"

cat > start.mjs <<'JS'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
const show = 'require("node:worker_threads").parentPort.postMessage(process.execArgv)'
for (const execArgv of [['--no-warnings', '--trace-exit'], ['--no-warnings', '--no-such-flag'], ['--no-warnings', '', '--trace-exit'], ['--no-warnings', 'word', '--no-such-flag']]) {
  try {
    const [taken] = await once(new Worker(show, { eval: true, execArgv }), 'message')
    console.log(JSON.stringify(execArgv), 'takes', JSON.stringify(taken))
  } catch ({ code }) {
    console.log(JSON.stringify(execArgv), 'is', code)
  }
}
JS
node start.mjs | tee seen
diff seen - <<'END'
["--no-warnings","--trace-exit"] takes ["--no-warnings","--trace-exit"]
["--no-warnings","--no-such-flag"] is ERR_WORKER_INVALID_EXEC_ARGV
["--no-warnings","","--trace-exit"] takes ["--no-warnings"]
["--no-warnings","word","--no-such-flag"] takes ["--no-warnings"]
END
echo 'as stated'
