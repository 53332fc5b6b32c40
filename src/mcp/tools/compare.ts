import { readFile, realpath, stat } from 'node:fs/promises'
import { resolve, sep } from 'node:path'
import { Type } from '@sinclair/typebox'
import { dropIfThere } from '../../client/drop-if-there.ts'
import { closedObject } from '../../lib/closed-object.ts'
import { READING, tool } from '../tool.ts'

/** The largest file that is read, in bytes. */
const MAX_BYTES = 64 * 1024 * 1024

export const compareWithCapture = tool({
  name: 'compare_capture',
  description: 'Where the mock differs from the real service, by a HAR of it.',
  input: closedObject({ file: Type.String({ description: 'Below the working folder' }) }),
  annotations: READING,
  takesAway: true,
  run: async ({ file }, { fresh }) => {
    const har = await read(file)
    const { compareCapture } = await import('../../compare/compare.ts')
    const sandbox = fresh()
    try {
      const { isDifferent, report } = await compareCapture(har, sandbox, { account: 'alice', format: 'text' })
      const lines = report.split('\n')
      return { different: isDifferent, capture: lines[0], summary: lines.at(-1), calls: lines.slice(1, -1).filter((line) => !/ {2}same( |$)/.test(line)).map((line) => line.replaceAll(/ {2,}/g, '  ')) }
    } finally {
      await dropIfThere(sandbox)
    }
  }
})

/** @throws Error that says what to do instead, for what is no HAR below the working folder */
async function read (file: string): Promise<unknown> {
  const folder = await realpath(process.cwd())
  const path = await realpath(resolve(folder, file)).catch(() => undefined)
  if (path === undefined || !path.startsWith(folder.endsWith(sep) ? folder : folder + sep)) throw new Error(`There is no file "${file}" below the working folder, ${folder}. Put the capture there.`)
  const { size } = await stat(path)
  if (size > MAX_BYTES) throw new Error(`${file} has ${size} bytes; ${MAX_BYTES} is the most. Record the service alone.`)
  try {
    return JSON.parse((await readFile(path, 'utf8')).replace(/^\uFEFF/, '')) as unknown
  } catch (error) {
    throw error instanceof SyntaxError ? new Error(`${file} is no JSON. Record it as HAR.`) : error
  }
}
