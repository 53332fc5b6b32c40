import { expectOptions } from '../client/expect-options.ts'
import { Http } from '../client/http.ts'
import { VERSION } from '../version.ts'
import type { Comparison } from './compare.ts'
import { prepareMock } from './start-mock.ts'

/** How a HAR of the mock is played again, and told. */
export interface ReplayOptions {
  /** `text` when absent. */
  readonly format?: 'text' | 'markdown' | 'junit'
  /** The folder of fixtures that the server of the HAR was started with; the bundled ones when absent. */
  readonly fixtures?: string
}

/**
 * Plays a HAR of the mock again, on a server of its own in this process, and holds the answers against those of the file.
 *
 * @param har what `exportRequests('har', { secrets: true })` gave
 * @throws Error for what is not of this mock, or does not say how its sandbox began
 */
export async function replay (har: unknown, options: ReplayOptions = {}): Promise<Comparison> {
  expectOptions('replay', options, { format: true, fixtures: true })
  const { format = 'text', fixtures } = options
  const [{ readRecording }, { environmentOfRecording, replay: play }, { replayReport }] = await Promise.all([import('../replay/recording.ts'), import('../replay/replay.ts'), import('../replay/report.ts')])
  const recording = readRecording(har)
  const { listening, stop } = await prepareMock().start({ ...environmentOfRecording(recording), ...fixtures !== undefined && { FIXTURES: fixtures }, HOST: '127.0.0.1', PORT: '0' })
  try {
    const replayed = await play(recording, new Http(listening.http, {}))
    const has = (wanted: typeof replayed[number]['verdict']): boolean => replayed.some(({ verdict }) => verdict === wanted)
    return { isDifferent: has('different'), isEmpty: !has('same') && !has('different'), report: replayReport(recording, replayed, format, VERSION) }
  } finally {
    await stop()
  }
}
