import { Conflict } from '../lib/errors.ts'
import { Journal, type JournalEntry } from '../journal/journal.ts'
import { nextTurn } from '../lib/timers.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { type Conduct, type Finding, NAMED_REQUESTS } from '../wire/conduct.ts'
import { isAtLeast, SEVERITIES, type Severity } from '../words/severities.ts'
import type { ConductRule } from './rule.ts'
import { rules } from './rules/index.ts'
import { keyOf, Traffic } from './traffic.ts'

/** All breaches of a rule in one operation by one account. */
interface Found {
  readonly rule: ConductRule
  readonly last: JournalEntry
  readonly requests: Set<string>
  severity: Severity
  count: number
}

/** What is said of a rule, whether it was broken or not. */
const describeRule = ({ id, name, what, harm, advice, severity }: ConductRule): Conduct['rules'][number] => ({ rule: id, name, what, harm, advice, severity })

/** The breaches of a rule in groups: a fault that stays on for an hour gives one finding, not a thousand. */
function findBreaches (rule: ConductRule, traffic: Traffic): Found[] {
  const groups = new Map<string, Found>()
  for (const { requests, severity = rule.severity } of rule.find(traffic)) {
    const last = requests.at(-1) ?? requests[0]
    const key = keyOf(last.operation ?? last.http?.path, last.account)
    const found = groups.get(key)
    const ids = requests.map(({ id }) => id)
    if (found === undefined) {
      groups.set(key, { rule, last, severity, count: 1, requests: new Set(ids) })
      continue
    }
    found.count++
    if (isAtLeast(severity, found.severity)) found.severity = severity
    for (const id of ids) found.requests.add(id)
  }
  return [...groups.values()]
}

const viewFinding = ({ rule, last, severity, count, requests }: Found): Finding => ({
  ...describeRule(rule),
  severity,
  face: last.face,
  operation: last.operation ?? null,
  account: last.account ?? null,
  count,
  requests: [...requests].slice(-NAMED_REQUESTS)
})

/**
 * Looks through the journal of a sandbox for what its client should not do: as it is when it is asked, with a turn of the event
 * loop for each rule, so that no other request waits for all of them.
 *
 * @param least findings below this severity are left out
 * @throws Conflict where the journal is off
 */
export async function judge (sandbox: Sandbox, least: Severity = 'low'): Promise<Conduct> {
  if (sandbox.settings.journalSize === 0) throw new Conflict('The journal is off (JOURNAL_SIZE=0), so nothing is known of the client.')
  const traffic = new Traffic(sandbox)
  let forgotten = 0
  for (const { count } of sandbox.part(Journal).forgotten.values()) forgotten += count
  const found: Found[] = []
  for (const rule of rules) {
    await nextTurn()
    for (const breaches of findBreaches(rule, traffic)) found.push(breaches) // there may be more than one call takes as arguments
  }
  const findings = found.map(viewFinding)
    .filter(({ severity }) => isAtLeast(severity, least))
    .sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))
  const countOf = (wanted: Severity) => findings.filter(({ severity }) => severity === wanted).length
  return {
    findings,
    counts: { high: countOf('high'), medium: countOf('medium'), low: countOf('low') },
    requests: traffic.requests.length,
    forgotten,
    rules: rules.map(describeRule)
  }
}
