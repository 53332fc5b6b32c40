import type { AccountView } from '../../wire/account.ts'
import type { FaultView } from '../../wire/fault.ts'
import type { EntryDetails } from '../../wire/request.ts'
import { answerOnHttp } from '../../words/outcomes.ts'
import { bodyText, type Exported, headerText, type HttpDetails, isBodyLost, isOfHttp } from './exported.ts'

/** What a bug report says besides its requests: how the sandbox is now. */
export interface ReportState {
  readonly sdkVersion: string
  readonly seed: number | undefined
  /** ISO 8601 */
  readonly now: string
  readonly faults: readonly FaultView[]
  /** Those that the requests were about. */
  readonly accounts: readonly AccountView[]
}

/** Requests as a bug report: what was asked, what was answered and why, and how the sandbox is. */
export function toMarkdown ({ version, url, entries, secrets }: Exported, { sdkVersion, seed, now, faults, accounts }: ReportState): string {
  return [
    '# What was asked, and what came of it',
    list([
      `pims-mock ${version}, SDK ${sdkVersion}, ${seed === undefined ? 'no seed' : `seed ${seed}`}`,
      `${inline(url)}, at ${now} by its clock`,
      ...secrets ? ['**Secrets are shown.**'] : []
    ]),
    '## Requests',
    entries.length === 0 ? 'None.' : table(['', 'at', 'request', 'account', 'answer', 'why'], entries.map(summaryRow)),
    '## Faults that are on',
    faults.length === 0 ? 'None.' : list(faults.map(({ id, explanation }) => `${inline(id)}: ${text(explanation)}`)),
    '## Accounts as they are now',
    accounts.length === 0 ? 'None is named by these requests.' : table(['account', 'number', 'state', 'wrong PINs', 'devices', 'meets'], accounts.map(accountRow)),
    ...entries.map(section)
  ].join('\n\n') + '\n'
}

const summaryRow = (entry: EntryDetails, index: number): string[] => [
  String(index + 1),
  entry.at.slice(11, 19),
  inline(entry.operation ?? (isOfHttp(entry) ? `${entry.method} ${entry.path}` : entry.channel)),
  text(entry.account ?? ''),
  answerOnHttp(entry),
  text(entry.reason ?? '')
]

const accountRow = ({ id, trustedPhoneNumber, blocked, inwebo, hasPin, pinErrors, devices, meets }: AccountView): string[] => [
  inline(id),
  trustedPhoneNumber ?? 'none',
  `${blocked}, ${inwebo.activated ? '' : 'not '}activated, ${hasPin ? 'with' : 'without'} a PIN`,
  String(pinErrors),
  devices.map((device) => `${inline(device.id)}${device.enabled ? '' : ' (disabled)'}`).join(', '),
  meets.map(({ code, why }) => `${code}: ${text(why)}`).join('; ')
]

function section (entry: EntryDetails, index: number): string {
  const { id, reason, fault, changes } = entry
  return [
    `## ${index + 1}. ${text(entry.operation ?? 'No operation')}: ${answerOnHttp(entry)}`,
    list([
      `${entry.at}, ${inline(id)}, ${entry.duration} ms`,
      ...reason === null ? [] : [`Why: ${text(reason)}`],
      ...fault === null ? [] : [`Fault: ${fault.rule === null ? 'asked for by the request itself' : inline(fault.rule)}, ${inline(JSON.stringify(fault.effect))}`],
      ...changes.map(({ account, field, from, to }) => `Changed: ${inline(`${account}.${field}`)} from ${inline(JSON.stringify(from))} to ${inline(JSON.stringify(to))}`)
    ]),
    ...entry.direction === 'out' ? spokenParts(entry) : exchangeParts(entry)
  ].filter((part) => part !== '').join('\n\n')
}

/** What the server spoke of itself. */
const spokenParts = ({ channel, message, answered }: EntryDetails): string[] => [
  `It went out over ${text(channel)}.`,
  message === null ? '' : fence('json', typeof message === 'string' ? message : JSON.stringify(message, null, 2)),
  answered ? '' : 'The client did not get it.'
]

const exchangeParts = (entry: EntryDetails): string[] => [
  entry.request === null ? `It came over ${text(entry.channel)}.` : fence('http', requestLines(entry.request).join('\n')),
  answerPart(entry)
]

function answerPart (entry: EntryDetails): string {
  const { answer } = entry
  if (answer === null) return answerless(entry)
  const { status, headers, body } = answer
  return fence('http', [`HTTP/1.1 ${status}`, ...headerLines(headers), '', typeof body === 'string' ? body : JSON.stringify(body, null, 2)].join('\n'))
}

function requestLines (request: HttpDetails['request']): string[] {
  const { method, path, headers } = request
  const body = isBodyLost(request) ? '(not kept)' : bodyText(request)
  return [`${method} ${path} HTTP/1.1`, ...headerLines(headers), ...body === undefined ? [] : ['', body]]
}

const answerless = (entry: EntryDetails): string => isOfHttp(entry) || !entry.answered ? 'The client got no whole answer.' : ''

const headerLines = (headers: Readonly<Record<string, unknown>>): string[] => Object.entries(headers).map(([name, value]) => `${name}: ${headerText(value)}`)

const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n')

const table = (head: readonly string[], rows: ReadonlyArray<readonly string[]>): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const oneLine = (value: string): string => value.replace(/[\s\p{Cc}]+/gu, ' ')

/** A text of Markdown that means itself, in one line. */
const text = (value: string): string => oneLine(value).replace(/[\\`*_{}[\]<>|#&]/g, '\\$&')

/** A text as code in a line: fenced by more backticks than it has in a row. */
function inline (value: string): string {
  const line = oneLine(value).replaceAll('|', '\\|')
  const ticks = '`'.repeat(longestRun(line) + 1)
  return ticks.length === 1 ? `\`${line}\`` : `${ticks} ${line} ${ticks}`
}

function fence (language: string, code: string): string {
  const ticks = '`'.repeat(Math.max(3, longestRun(code) + 1))
  return `${ticks}${language}\n${code.replace(/[^\P{Cc}\n\t]/gu, '\ufffd')}\n${ticks}` // what a terminal would obey is not shown
}

const longestRun = (value: string): number => Math.max(0, ...[...value.matchAll(/`+/g)].map(([run]) => run.length))
