import { labelOf } from '../codes/catalogue.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { escapeMarkup } from '../lib/text/escape.ts'
import { Journal } from './journal.ts'
import type { CoverageView } from '../wire/coverage.ts'

/** Which operations have answered what since the sandbox began; a reset takes nothing away. */
export function viewCoverage (sandbox: Sandbox): CoverageView {
  const { coverage } = sandbox.part(Journal)
  const { targets, settings: { sdkVersion } } = sandbox
  const operations = targets.all.map(({ id, face, errors }) => {
    const answers = coverage.get(id) ?? new Map()
    const documented = face === 'pims' ? errors : []
    return {
      operation: id,
      face,
      succeeded: answers.get(undefined) ?? 0,
      codes: documented.map((code) => ({ code, label: labelOf(code, sdkVersion), answered: answers.get(code) ?? 0 })),
      other: [...answers].flatMap(([code, answered]) => code === undefined || documented.some((one) => one === code) ? [] : [{ code, answered }])
    }
  })
  const cells = operations.flatMap(({ codes }) => codes)
  return { documented: cells.length, answered: cells.filter(({ answered }) => answered > 0).length, operations }
}

/** The coverage as a table for people. */
export function coverageMarkdown ({ documented, answered, operations }: CoverageView): string {
  const rows = operations.map(({ operation, succeeded, codes, other }) => [
    operation,
    succeeded,
    codes.filter(({ answered }) => answered > 0).map(({ code, answered }) => `${code} (${answered})`).join(', '),
    codes.filter(({ answered }) => answered === 0).map(({ code }) => code).join(', '),
    other.map(({ code, answered }) => `${code} (${answered})`).join(', ')
  ])
  return `# Coverage

${answered} of ${documented} documented codes have been answered.

| operation | succeeded | answered | not yet | other answers |
| --- | --- | --- | --- | --- |
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}
`
}

/** The coverage as JUnit XML: a suite for each operation, a case for each documented code, skipped until it is answered. */
export function coverageJunit ({ documented, answered, operations }: CoverageView): string {
  const suites = operations.filter(({ codes }) => codes.length > 0).map(({ operation, succeeded, codes }) => {
    const cases = [{ name: 'SUCCEEDED', answered: succeeded }, ...codes.map(({ code, label, answered }) => ({ name: `${code} ${label}`, answered }))]
    const skipped = cases.filter(({ answered }) => answered === 0).length
    return [
      `  <testsuite name="${escapeMarkup(operation)}" tests="${cases.length}" failures="0" errors="0" skipped="${skipped}" time="0">`,
      ...cases.map(({ name, answered }) =>
        `    <testcase classname="${escapeMarkup(operation)}" name="${escapeMarkup(name)}"${answered > 0 ? '/>' : '><skipped message="not answered yet"/></testcase>'}`),
      '  </testsuite>'
    ].join('\n')
  })
  const tests = documented + suites.length
  const succeeded = operations.filter(({ codes, succeeded }) => codes.length > 0 && succeeded > 0).length
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="pims-mock" tests="${tests}" failures="0" errors="0" skipped="${tests - answered - succeeded}" time="0">
${suites.join('\n')}
</testsuites>
`
}
