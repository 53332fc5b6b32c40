import type { Http } from '../client/http.ts'
import { record } from '../compare/har-value.ts'
import type { AnswerVerdict } from '../compare/verdicts.ts'
import { replayDifferences } from './differences.ts'
import { Player, type Sent } from './player.ts'
import { readAnswer, type RecordedAnswer, type RecordedCall, type Recording } from './recording.ts'

export interface Replayed {
  readonly call: RecordedCall
  readonly verdict: AnswerVerdict
  /** Where the answers differ, or why they could not be held against each other. */
  readonly why: readonly string[]
}

/** What the server of a replay is started with, as the environment has it: what is not of the recording takes its default. The journal has to hold all of it, and what the server spoke of itself. */
export const environmentOfRecording = ({ settings, steps }: Pick<Recording, 'settings' | 'steps'>): Record<string, string> =>
  ({ ...settings, JOURNAL_SIZE: String(Math.min(1000 + 10 * steps.length, 100_000)) })

/** A request that was sent again, or what from then on keeps the sandbox from being as it was. */
type Event = { readonly call: RecordedCall, readonly sent: Sent } | { readonly doubt: string }

/** Plays a recording in the sandbox of its name, on a server that nobody else uses, and says of each request whether its answer is the same. */
export async function replay ({ sandbox, seed, steps, hasSecrets, missing }: Recording, server: Http): Promise<Replayed[]> {
  const player = new Player(server, sandbox)
  const events: Event[] = []
  try {
    await player.sandbox.seed(seed)
    for (const step of steps) {
      await player.goOn(step)
      if (step.kind === 'call') {
        events.push({ call: step, sent: await player.send(step) })
      } else {
        const doubt = await player.change(step)
        if (doubt !== undefined) events.push({ doubt })
      }
    }
  } finally {
    player.end()
  }
  const { log } = await player.sandbox.exportRequests('har', { secrets: hasSecrets })
  const answers = new Map(log.entries.map(({ _id, response }) => [_id, readAnswer(record(response))]))
  return judge(events, answers, doubtOf(missing))
}

function doubtOf ({ requests, admin }: Recording['missing']): string | undefined {
  if (requests > 0) return `${requests} request${requests === 1 ? '' : 's'} to its sandbox ${requests === 1 ? 'is' : 'are'} not in the file`
  return admin > 0 ? 'not every change through the admin API is in the file' : undefined
}

/** Holds the answers against each other. Once there is a doubt that the sandbox is as it was, what differs says nothing. */
function judge (events: readonly Event[], answers: ReadonlyMap<string | undefined, RecordedAnswer>, doubtAtFirst: string | undefined): Replayed[] {
  let doubt = doubtAtFirst
  const calls = events.flatMap((event) => 'call' in event ? [event.call] : [])
  const nextOf = new Map(calls.map((call, index) => [call, calls[index + 1]]))
  let last: RecordedCall | undefined // the one that was answered last
  return events.flatMap((event): Replayed[] => {
    if ('doubt' in event) {
      doubt ??= event.doubt
      return []
    }
    const { call, sent: { id, obstacle } } = event
    const underWay = last !== undefined && call.arrival < endOf(last) ? last : undefined
    if (underWay === undefined || endOf(call) > endOf(underWay)) last = call
    if (obstacle !== undefined) {
      doubt ??= `request ${call.number} before it could not be sent as it was`
      return [{ call, verdict: 'none', why: [obstacle] }]
    }
    const answer = answers.get(id)
    const why = answer === undefined ? ['it is not in the journal now'] : replayDifferences(call.answer, answer)
    if (why.length === 0) return [{ call, verdict: 'same', why }]
    const next = nextOf.get(call)
    if (underWay !== undefined) doubt ??= atOnce(call, underWay)
    else if (next !== undefined && next.arrival < endOf(call)) doubt ??= atOnce(next, call)
    return [doubt === undefined ? { call, verdict: 'different', why } : { call, verdict: 'none', why: [`it differs, but ${doubt}`] }]
  })
}

const atOnce = (later: RecordedCall, earlier: RecordedCall): string => `request ${later.number} came while request ${earlier.number} was under way, and a replay sends one after the other`

/** When it was answered, in milliseconds like its arrival. */
const endOf = ({ arrival, duration }: RecordedCall): number => arrival + duration
