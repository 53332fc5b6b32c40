// A fixtures folder with as many accounts as a measurement wants; removed when the process ends.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folders = []
process.on('exit', () => { for (const folder of folders) rmSync(folder, { recursive: true, force: true }) })

export const accountId = (index) => `bench-${index}`

/** Makes the folder and answers its path. */
export function fixturesWith (count) {
  const folder = mkdtempSync(join(tmpdir(), 'pims-mock-fixtures-'))
  folders.push(folder)
  const accounts = Array.from({ length: count }, (_, index) => ({ id: accountId(index), trustedPhoneNumber: `+337${30_000_000 + index}`, devices: [{ id: 'device-1' }] }))
  writeFileSync(join(folder, 'accounts.json'), JSON.stringify(accounts))
  return folder
}
