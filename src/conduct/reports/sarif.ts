import type { Log, ReportingDescriptor, Result } from 'sarif'
import type { JournalEntry } from '../../journal/journal.ts'
import type { Conduct, Finding } from '../../wire/conduct.ts'
import type { Severity } from '../../words/severities.ts'

/** What a report in SARIF refers to. */
export interface SarifSource {
  readonly version: string
  /** The console of the sandbox, where the findings and requests are. */
  readonly url: string
  /** The requests as HAR, printed by two spaces: the file that the locations are in. */
  readonly har: string
  /** The entry of an id. */
  readonly find: (id: string) => JournalEntry | undefined
}

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'
/** The export that goes beside the report. */
const HAR = 'pims-mock.har'

const LEVELS = { high: 'error', medium: 'warning', low: 'note' } as const satisfies Record<Severity, Result.level>
const PROBLEM_SEVERITIES = { high: 'error', medium: 'warning', low: 'recommendation' } as const satisfies Record<Severity, string>

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`

/** The line of each entry of the HAR, by its id. */
function linesOf (har: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>()
  har.split('\n').forEach((line, index) => {
    const [, id] = /^ {8}"_id": "([^"]+)"/.exec(line) ?? []
    if (id !== undefined) lines.set(id, index + 1)
  })
  return lines
}

/** The conduct as SARIF 2.1.0 (OASIS, errata 01): what code scanning and editors read. */
export function conductSarif ({ findings, rules }: Conduct, { version, url, har, find }: SarifSource): Log {
  const lines = linesOf(har)
  const locate = (id: string, operation: string | null) => ({
    physicalLocation: { artifactLocation: { uri: HAR }, region: { startLine: lines.get(id) ?? 1 } },
    logicalLocations: [{ name: id, fullyQualifiedName: operation === null ? id : `${operation}/${id}` }]
  })
  // A reader takes the severity from the rule or from the result: both say the same, so a finding of another one has a rule of its own.
  const used = [...new Map([...rules, ...findings].map((one) => [`${one.rule} ${one.severity}`, one])).values()]
  const indexOf = ({ rule, severity }: Finding) => used.findIndex((one) => one.rule === rule && one.severity === severity)
  const descriptors = used.map(({ rule, name, what, harm, advice, severity }): ReportingDescriptor => ({
    id: rules.some((one) => one.rule === rule && one.severity === severity) ? rule : `${rule}/${severity}`,
    name,
    shortDescription: { text: sentence(`the client ${what}`) },
    fullDescription: { text: `${sentence(`the client ${what}`)} ${harm}` },
    help: { text: `${harm} ${advice}` },
    helpUri: url,
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { 'problem.severity': PROBLEM_SEVERITIES[severity] }
  }))
  const results = findings.map((finding): Result => {
    const { what, harm, operation, account, count, severity, requests } = finding
    const last = requests.at(-1) ?? ''
    const { http } = find(last) ?? {}
    const ruleId = descriptors[indexOf(finding)]?.id
    return {
      ...ruleId !== undefined && { ruleId },
      ruleIndex: indexOf(finding),
      level: LEVELS[severity],
      message: { text: `The client ${what}${operation === null ? '' : `, in "${operation}"`}${account === null ? '' : ` for account "${account}"`}${count === 1 ? '' : `, ${count} times`}. ${harm}` },
      locations: [locate(last, operation)],
      relatedLocations: requests.slice(0, -1).map((id) => locate(id, operation)),
      partialFingerprints: { 'conductRule/v1': `${finding.rule} ${operation ?? http?.path ?? ''}` },
      ...http !== undefined && {
        webRequest: { method: http.method, target: http.path },
        ...http.status !== null && { webResponse: { statusCode: http.status } }
      }
    }
  })
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [{
      automationDetails: { id: 'pims-mock/conduct/' },
      tool: { driver: { name: 'pims-mock', version, semanticVersion: version, informationUri: url, rules: descriptors } },
      results
    }]
  }
}
