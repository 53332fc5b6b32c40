import t from 'tap'
import { coverageJunit, coverageMarkdown, viewCoverage } from '../../src/journal/coverage.ts'
import { fewTargetsSandbox } from '../support/few-targets.ts'
import { recordRequest } from '../support/record-request.ts'

const sandbox = fewTargetsSandbox()
const refused = (operation: string, code: number | string) => recordRequest(sandbox, { operation, status: 'FAILED', code })
const [certification, modify] = ['get.smscode.phoneNumberCertification', 'set.smscode.modifyPhoneNumber']
recordRequest(sandbox, { operation: certification })
recordRequest(sandbox, { operation: certification })
refused(certification, 2101)
refused(certification, 2101)
refused(certification, 2101)
refused(certification, 2202)
refused(certification, 2310)
refused(certification, 2311)
refused('inwebo.otp', 2310)
refused('inwebo.otp', 'NOK:ACCESS')
const coverage = viewCoverage(sandbox)

t.test('the cells are the documented codes of the PIMS face; everything else that was answered stands beside them', async (t) => {
  t.strictSame(coverage, {
    documented: 5,
    answered: 2,
    operations: [
      {
        operation: certification,
        face: 'pims',
        succeeded: 2,
        codes: [{ code: 2101, label: 'Missing [PARAMETER] parameter', answered: 3 }, { code: 2202, label: 'Network problem : No internet', answered: 1 }],
        other: [{ code: 2310, answered: 1 }, { code: 2311, answered: 1 }]
      },
      {
        operation: modify,
        face: 'pims',
        succeeded: 0,
        codes: [{ code: 2310, label: 'inwebo: account is blocked ', answered: 0 }, { code: 2202, label: 'Network problem : No internet', answered: 0 }, { code: 2204, label: 'Server Error', answered: 0 }],
        other: []
      },
      { operation: 'inwebo.otp', face: 'inwebo', succeeded: 0, codes: [], other: [{ code: 2310, answered: 1 }, { code: 'NOK:ACCESS', answered: 1 }] },
      { operation: 'oauth.token', face: 'oauth', succeeded: 0, codes: [], other: [] }
    ]
  })
})

t.test('as Markdown it is a table', async (t) => {
  t.equal(coverageMarkdown(coverage), `# Coverage

2 of 5 documented codes have been answered.

| operation | succeeded | answered | not yet | other answers |
| --- | --- | --- | --- | --- |
| get.smscode.phoneNumberCertification | 2 | 2101 (3), 2202 (1) |  | 2310 (1), 2311 (1) |
| set.smscode.modifyPhoneNumber | 0 |  | 2310, 2202, 2204 |  |
| inwebo.otp | 0 |  |  | 2310 (1), NOK:ACCESS (1) |
| oauth.token | 0 |  |  |  |
`)
})

t.test('as JUnit XML it has a suite for each operation with documented codes, and skips what was not answered yet', async (t) => {
  t.equal(coverageJunit(coverage), `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="pims-mock" tests="7" failures="0" errors="0" skipped="4" time="0">
  <testsuite name="get.smscode.phoneNumberCertification" tests="3" failures="0" errors="0" skipped="0" time="0">
    <testcase classname="get.smscode.phoneNumberCertification" name="SUCCEEDED"/>
    <testcase classname="get.smscode.phoneNumberCertification" name="2101 Missing [PARAMETER] parameter"/>
    <testcase classname="get.smscode.phoneNumberCertification" name="2202 Network problem : No internet"/>
  </testsuite>
  <testsuite name="set.smscode.modifyPhoneNumber" tests="4" failures="0" errors="0" skipped="4" time="0">
    <testcase classname="set.smscode.modifyPhoneNumber" name="SUCCEEDED"><skipped message="not answered yet"/></testcase>
    <testcase classname="set.smscode.modifyPhoneNumber" name="2310 inwebo: account is blocked "><skipped message="not answered yet"/></testcase>
    <testcase classname="set.smscode.modifyPhoneNumber" name="2202 Network problem : No internet"><skipped message="not answered yet"/></testcase>
    <testcase classname="set.smscode.modifyPhoneNumber" name="2204 Server Error"><skipped message="not answered yet"/></testcase>
  </testsuite>
</testsuites>
`)
})

t.test('what XML takes for its own is escaped in it', async (t) => {
  t.match(coverageJunit({ documented: 1, answered: 0, operations: [{ operation: 'a&b', face: 'pims', succeeded: 0, codes: [{ code: 1, label: '"<', answered: 0 }], other: [] }] }),
    /classname="a&amp;b" name="1 &quot;&lt;"/)
})

t.test('only operations with documented codes count as tests that succeeded', async (t) => {
  const sandbox = fewTargetsSandbox()
  recordRequest(sandbox, { operation: 'oauth.token' })
  t.match(coverageJunit(viewCoverage(sandbox)), '<testsuites name="pims-mock" tests="7" failures="0" errors="0" skipped="7" time="0">')
})
