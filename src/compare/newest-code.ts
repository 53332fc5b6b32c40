import type { SandboxClient } from '../client/sandbox-client.ts'

/** The code that was sent last, whatever for and to whom; `undefined` before the first. */
export async function newestCode (sandbox: SandboxClient): Promise<string | undefined> {
  const [newest] = await sandbox.messages({ limit: 1 })
  return newest?.code
}

/** A code of the same length that is not a given one. */
export function otherCode (code: string | undefined, length: number): string {
  const zeros = '0'.repeat(Math.min(length, 32))
  return zeros === code ? '1'.repeat(zeros.length) : zeros
}
