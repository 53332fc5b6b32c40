#!/bin/sh
# node:test's JUnit report and its readers: a test outside a suite is not counted, passed or failed.
#
# Versions: Node.js 22 or newer (its own reporter), test-results-parser 0.4.6, junit-to-ctrf 0.0.14, junit2json 4.0.0
# Guess:    a reader of JUnit sees every <testcase>: here one that passed in a suite, and one that failed outside.
# Does:     node:test writes a test that is in no suite directly below <testsuites>, where most readers look for
#           <testsuite> alone. Two of three leave it out without a word: a run with a failed test is PASS, 1 of 1.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init --yes > npm.log
npm install --silent --no-audit --no-fund --ignore-scripts test-results-parser@0.4.6 junit-to-ctrf@0.0.14 junit2json@4.0.0

cat > a.test.mjs <<'JS'
import { describe, it, test } from 'node:test'
describe('a suite', () => { it('passes', () => {}) })
test('fails', () => { throw new Error('no') })
JS
node --test --test-reporter=junit --test-reporter-destination=junit.xml a.test.mjs || true
npx junit-to-ctrf junit.xml -o ctrf.json > npm.log

cat > read.mjs <<'JS'
import { readFileSync } from 'node:fs'
import { parse } from 'junit2json'
import parser from 'test-results-parser'
const report = await parse(readFileSync('junit.xml', 'utf8'))
const cases = [...report.testcase, ...report.testsuite.flatMap(({ testcase }) => testcase)]
console.log('junit2json:', cases.length, 'tests,', cases.filter(({ failure }) => failure).length, 'failed')
const { total, failed, status } = parser.parse({ type: 'junit', files: ['junit.xml'] })
console.log('test-results-parser:', total, 'tests,', failed, 'failed,', status)
const { summary } = JSON.parse(readFileSync('ctrf.json', 'utf8')).results
console.log('junit-to-ctrf:', summary.tests, 'tests,', summary.failed, 'failed')
JS
node read.mjs | tee seen
diff seen - <<'END'
junit2json: 2 tests, 1 failed
test-results-parser: 1 tests, 0 failed, PASS
junit-to-ctrf: 1 tests, 0 failed
END
echo 'as stated'
