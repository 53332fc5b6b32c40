import { readFile, stat } from 'node:fs/promises'
import { Command, Option } from 'commander'
import { Http } from '../../client/http.ts'
import { MockError } from '../../client/mock-error.ts'
import { flagOf } from '../../config/schema.ts'
import { FOLDER } from '../../lib/text/folder.ts'
import { isUtf16, UTF16 } from '../../lib/text/utf16.ts'
import { thrownMessage } from '../../lib/thrown-message.ts'
import { SANDBOX_SETTINGS } from '../../sandbox/settings.ts'
import { VERSION } from '../../version.ts'
import { sayLines } from '../output.ts'
import { withOwnServer } from '../own-server.ts'
import { UserError } from '../user-error.ts'

interface Options {
  readonly markdown?: true
  readonly junit?: true
}

/** More than this is not read: all of it is in memory at once. */
const MAX_BYTES = 64 * 1024 * 1024
const EXIT_UNREADABLE = 2

/** `pims-mock replay pims-mock.har`: whether what was asked of the mock gets the same answers again. */
export const replayVerb = (): Command => new Command('replay')
  .description("send again what the mock's own HAR has, on a server of its own, and hold the answers against it: 0 the same, 1 different, 2 unreadable or nothing to compare")
  .argument('<file>', 'made by: pims-mock requests --har --secrets > pims-mock.har')
  .addOption(new Option('--markdown', 'as a table of Markdown').conflicts('junit'))
  .addOption(new Option('--junit', 'as JUnit XML: a case for each request').conflicts('markdown'))
  .action(async (file: string, { markdown, junit }: Options) => {
    const har = await read(file)
    const { environmentOfRecording, readRecording, RecordingError, replay, replayReport } = await load()
    try {
      const recording = readRecording(har)
      await withOwnServer(flagsFor(environmentOfRecording(recording)), async ({ mock }) => {
        const replayed = await replay(recording, new Http(mock.url, {}))
        sayLines(replayReport(recording, replayed, junit === true ? 'junit' : markdown === true ? 'markdown' : 'text', VERSION))
        if (replayed.some(({ verdict }) => verdict === 'different')) process.exitCode = 1
        else if (!replayed.some(({ verdict }) => verdict === 'same')) throw new UserError('No answer could be held against its first one: this says nothing.', EXIT_UNREADABLE)
      })
    } catch (error) {
      if (error instanceof MockError) throw new UserError(error.message, EXIT_UNREADABLE, { cause: error }) // a step that cannot be done again: that is no difference
      throw error instanceof RecordingError ? new UserError(error.message, EXIT_UNREADABLE) : error
    }
  })

/** What replays is loaded by this verb alone. */
async function load () {
  const [{ readRecording, RecordingError }, { environmentOfRecording, replay }, { replayReport }] = await Promise.all([import('../../replay/recording.ts'), import('../../replay/replay.ts'), import('../../replay/report.ts')])
  return { environmentOfRecording, readRecording, RecordingError, replay, replayReport }
}

/** The settings of the recording, whatever the environment says: what is empty takes its default. */
const flagsFor = (settings: Readonly<Record<string, string>>): string[] =>
  [...Object.keys(SANDBOX_SETTINGS), 'PUBLIC_URL', 'ADMIN_TOKEN'].map((name) => `--${flagOf(name)}=${settings[name] ?? ''}`)

/** @throws UserError that says why a file cannot be read */
async function read (file: string): Promise<unknown> {
  const unreadable = (why: string) => new UserError(`${file} cannot be read: ${why}`, EXIT_UNREADABLE)
  try {
    const found = await stat(file)
    if (found.isDirectory()) throw unreadable(FOLDER)
    const { size } = found
    if (size > MAX_BYTES) throw unreadable(`it has ${size} bytes, ${MAX_BYTES} is the most.`)
    const bytes = await readFile(file)
    if (isUtf16(bytes)) throw unreadable(UTF16)
    return JSON.parse(bytes.toString().replace(/^\uFEFF/, '')) as unknown
  } catch (error) {
    if (error instanceof UserError) throw error
    throw unreadable(error instanceof SyntaxError ? 'it is no JSON. Make it with: pims-mock requests --har --secrets' : thrownMessage(error))
  }
}
