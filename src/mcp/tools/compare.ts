import { realpath } from 'node:fs/promises'
import { resolve, sep } from 'node:path'
import { Type } from '@sinclair/typebox'
import { dropIfThere } from '../../client/drop-if-there.ts'
import { closedObject } from '../../lib/closed-object.ts'
import { READING, tool } from '../tool.ts'

export const compareWithCapture = tool({
  name: 'compare_capture',
  description: 'Where the mock differs from the real service, by a HAR of it.',
  input: closedObject({ file: Type.String({ description: 'Below the working folder' }) }),
  annotations: READING,
  takesAway: true,
  run: async ({ file }, { fresh }) => {
    const path = await pathOfCapture(file)
    const [{ compareSource }, { openCapture }] = await Promise.all([import('../../compare/compare.ts'), import('../../compare/files/open-capture.ts')])
    const source = await openCapture(path)
    const sandbox = fresh()
    try {
      const { isDifferent, isEmpty, report } = await compareSource(source, sandbox, { account: 'alice', format: 'text' })
      const lines = report.split('\n')
      const calls = lines.slice(1, -1).filter((line) => !/ {2}same( |$)/.test(line)).map((line) => line.replaceAll(/ {2,}/g, '  '))
      return { different: isEmpty ? 'unknown: no answer of the service in it could be compared' : isDifferent, capture: lines[0], summary: lines.at(-1), calls }
    } finally {
      source.close()
      await dropIfThere(sandbox)
    }
  }
})

/** @throws Error that says what to do instead, for what is not below the working folder */
async function pathOfCapture (file: string): Promise<string> {
  const folder = await realpath(process.cwd())
  const path = await realpath(resolve(folder, file)).catch(() => undefined)
  if (path === undefined || !path.startsWith(folder.endsWith(sep) ? folder : folder + sep)) throw new Error(`There is no file "${file}" below the working folder, ${folder}. Put the capture there.`)
  return path
}
