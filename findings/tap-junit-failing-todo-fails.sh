#!/bin/sh
# tap-junit on node:test's TAP: a test that may still fail fails the report, and subtests are gone.
#
# Versions: Node.js 22 or newer (its own reporter), tap-junit 5.0.4
# Guess:    "not ok … # TODO" is no failure, as TAP 14 says and node:test counts (exit status 0); each subtest is a test case.
# Does:     the report says 1 failure for a run that passed, and has the parent only of two subtests.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init --yes > npm.log
npm install --silent --no-audit --no-fund --ignore-scripts tap-junit@5.0.4

cat > a.test.mjs <<'JS'
import { test } from 'node:test'
test('not built yet', { todo: true }, () => { throw new Error('no') })
test('parent', async (t) => {
  await t.test('child', () => {})
  await t.test('other child', () => {})
})
JS
node --test --test-reporter=tap a.test.mjs > tap
{ echo "node:test ends with $?"; npx tap-junit < tap | tr '>' '>\n' | grep -oE '<testsuites[^>]*|<testcase name="[^"]*"'; } | tee seen
diff seen - <<'END'
node:test ends with 0
<testsuites tests="2" name="Tap-Junit" failures="1"
<testcase name="not built yet"
<testcase name="parent"
END
echo 'as stated'
