import { escapeMarkup } from '../../lib/text/escape.ts'
import type { Conduct, Finding } from '../../wire/conduct.ts'

const messageOf = ({ what, operation, account, count }: Finding): string =>
  `the client ${what}${operation === null ? '' : ` (${operation})`}${account === null ? '' : `, ${account}`}: ${count === 1 ? 'once' : `${count} times`}`

const bodyOf = ({ harm, advice, requests }: Finding): string => `${harm} ${advice} Requests: ${requests.join(', ')}`

/** The conduct as JUnit XML: a case for each rule, so that the suite is as long in every run; what is high fails, the rest is told. */
export function conductJunit ({ findings, rules }: Conduct): string {
  const cases = rules.map(({ rule, name }) => {
    const found = findings.filter((finding) => finding.rule === rule)
    const parts = [
      ...found.filter(({ severity }) => severity === 'high').map((finding) => `<failure type="high" message="${escapeMarkup(messageOf(finding))}">${escapeMarkup(bodyOf(finding))}</failure>`),
      ...found.filter(({ severity }) => severity !== 'high').map((finding) => `<system-out>${escapeMarkup(`${finding.severity}: ${messageOf(finding)}. ${bodyOf(finding)}`)}</system-out>`)
    ]
    return { isFailed: found.some(({ severity }) => severity === 'high'), text: `    <testcase classname="conduct" name="${escapeMarkup(`${rule} ${name}`)}"${parts.length === 0 ? '/>' : `>${parts.join('')}</testcase>`}` }
  })
  const failures = cases.filter(({ isFailed }) => isFailed).length
  const counts = `tests="${cases.length}" failures="${failures}" errors="0" skipped="0" time="0"`
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="pims-mock" ${counts}>
  <testsuite name="conduct" ${counts}>
${cases.map(({ text }) => text).join('\n')}
  </testsuite>
</testsuites>
`
}
