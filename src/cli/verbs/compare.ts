import { readFile, stat } from 'node:fs/promises'
import { gunzipSync, inflateSync } from 'node:zlib'
import { Command, Option } from 'commander'
import type { Mock } from '../../client/connect.ts'
import { connect } from '../../client/connect.ts'
import { dropIfThere } from '../../client/drop-if-there.ts'
import { count } from '../arguments.ts'
import { sayLines } from '../output.ts'
import { withOwnServer } from '../own-server.ts'
import { namesServer, targetOf } from '../target.ts'
import { UserError } from '../user-error.ts'

interface Options {
  readonly account: string
  readonly entry?: number
  readonly markdown?: true
  readonly junit?: true
}

/** More than this is not read, packed or not: all of it is in memory at once. */
const MAX_BYTES = 64 * 1024 * 1024
const EXIT_UNREADABLE = 2
const EXIT_LEAK = 3

/** `pims-mock compare capture.har`: where the mock answers otherwise than the real service did. */
export const compare = (): Command => new Command('compare')
  .description('hold a capture of the real service (HAR) against the mock: 0 the same, 1 different, 2 unreadable, 3 a value would be in the report')
  .argument('<capture>', 'a HAR, as a browser, a proxy or Playwright records it; .zhar and .gz too')
  .option('--account <account>', 'whose token is sent where the capture does not show how one was issued', 'alice')
  .option('--entry <n>', 'report this entry alone; the others are sent too', count)
  .addOption(new Option('--markdown', 'as a table of Markdown').conflicts('junit'))
  .addOption(new Option('--junit', 'as JUnit XML: a case for each call').conflicts('markdown'))
  .action(async (file: string, { account, entry, markdown, junit }: Options, command: Command) => {
    const har = await read(file)
    const { CaptureError, compareCapture, LeakError } = await load()
    const format = junit === true ? 'junit' : markdown === true ? 'markdown' : 'text'
    const { sandbox: chosen } = command.optsWithGlobals<{ sandbox?: string }>()
    const work = async (mock: Mock): Promise<void> => {
      const sandbox = mock.sandbox(chosen ?? `compare-${process.pid}`)
      try {
        const { isDifferent, report } = await compareCapture(har, sandbox, { account, format, entry })
        sayLines(report)
        if (isDifferent) process.exitCode = 1
      } catch (error) {
        if (error instanceof LeakError) throw new UserError(error.message, EXIT_LEAK)
        throw error instanceof CaptureError ? new UserError(error.message, EXIT_UNREADABLE) : error
      } finally {
        if (chosen === undefined) await dropIfThere(sandbox)
      }
    }
    if (!namesServer(command)) return await withOwnServer(['--seed', '42'], async ({ mock }) => await work(mock))
    const { url, adminToken } = targetOf(command)
    await work(connect(url, adminToken === undefined ? {} : { adminToken }))
  })

/** What compares is loaded by this verb alone. */
async function load () {
  const [{ CaptureError }, { compareCapture, LeakError }] = await Promise.all([import('../../compare/capture.ts'), import('../../compare/compare.ts')])
  return { CaptureError, compareCapture, LeakError }
}

/** @throws UserError that says why a file cannot be read */
async function read (file: string): Promise<unknown> {
  const unreadable = (why: string) => new UserError(`${file} cannot be read: ${why}`, EXIT_UNREADABLE)
  try {
    const { size } = await stat(file)
    if (size > MAX_BYTES) throw unreadable(`it has ${size} bytes, ${MAX_BYTES} is the most. Record the service alone.`)
    const bytes = await readFile(file)
    if (bytes.subarray(0, 2).toString() === 'PK') throw unreadable('it is a .zip. Unpack it and name the har.har in it.')
    return JSON.parse(unpacked(bytes).toString().replace(/^\uFEFF/, '')) as unknown
  } catch (error) {
    if (error instanceof UserError) throw error
    throw unreadable(error instanceof SyntaxError ? 'it is no JSON. Export it as HAR.' : error instanceof Error ? error.message : String(error))
  }
}

function unpacked (bytes: Buffer): Buffer {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return gunzipSync(bytes, { maxOutputLength: MAX_BYTES })
  return bytes[0] === 0x78 ? inflateSync(bytes, { maxOutputLength: MAX_BYTES }) : bytes
}
