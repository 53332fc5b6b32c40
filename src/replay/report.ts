import { verdictJunit, VERDICTS, verdictSummary } from '../compare/verdicts.ts'
import type { RecordedCall, Recording } from './recording.ts'
import type { Replayed } from './replay.ts'

/** In which forms a replay is told. */
export type ReplayFormat = 'text' | 'markdown' | 'junit'

/** What a replay came to: a line for each request, and how many there are of each verdict; no secret is in it. */
export function replayReport (recording: Recording, replayed: readonly Replayed[], format: ReplayFormat, version: string): string {
  switch (format) {
    case 'text': return text(recording, replayed, version)
    case 'markdown': return markdown(recording, replayed, version)
    case 'junit': return junit(replayed)
  }
}

const nameOf = ({ operation, method, path }: RecordedCall): string => operation ?? `${method} ${path.split('?', 1)[0] ?? ''}`
const statusOf = ({ answer: { status } }: RecordedCall): string => status === -1 ? '–' : String(status)
const summary = (replayed: readonly Replayed[]): string => verdictSummary(replayed.map(({ verdict }) => verdict))
const counted = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`

/** What was replayed, and what to know of it before the lines are read. */
function heading ({ sandbox, seed, version: made, hasSecrets, steps }: Recording, replayed: readonly Replayed[], version: string): string[] {
  const changes = steps.length - replayed.length
  return [
    `sandbox ${sandbox}, seed ${seed}: ${counted(replayed.length, 'request')}, ${counted(changes, 'change')} through the admin API`,
    ...made === version ? [] : [`The file was made by pims-mock ${made}, this is ${version}.`],
    ...hasSecrets ? [] : ['The secrets of the file are masked: what was sent with one cannot be sent again. Make it with --secrets.']
  ]
}

function text (recording: Recording, replayed: readonly Replayed[], version: string): string {
  const [first = '', ...notes] = heading(recording, replayed, version)
  const rows = replayed.map(({ call, verdict, why }) =>
    [String(call.number).padEnd(4), nameOf(call).padEnd(44), statusOf(call).padEnd(4), VERDICTS[verdict].padEnd(13), why.join('; ')].join(' ').trimEnd())
  return [`pims-mock replay: ${first}`, ...notes, ...rows, `${summary(replayed)}.`].join('\n')
}

function markdown (recording: Recording, replayed: readonly Replayed[], version: string): string {
  const cell = (value: string) => value.replaceAll('|', '\\|')
  const rows = replayed.map(({ call, verdict, why }) => `| ${[String(call.number), nameOf(call), statusOf(call), VERDICTS[verdict], why.join('; ')].map(cell).join(' | ')} |`)
  return [heading(recording, replayed, version).join('\n'), '', '| | request | status then | | why |', '| --- | --- | --- | --- | --- |', ...rows, '', `${summary(replayed)}.`].join('\n')
}

const junit = (replayed: readonly Replayed[]): string =>
  verdictJunit('replay', replayed.map(({ call, verdict, why }) => ({ name: `${call.number} ${nameOf(call)}`, verdict, why: why.join('; ') })))
