import { randomUUID } from 'node:crypto'
import type { Command } from 'commander'
import { connect, type Mock } from '../client/connect.ts'
import type { SandboxClient } from '../client/sandbox-client.ts'
import { UsageError } from './user-error.ts'

const DEFAULT_URL = 'http://localhost:3000'

/** Where the verbs find the server, and which of its sandboxes they speak to. */
export interface ServerChoice {
  readonly url: string
  readonly sandbox: string | undefined
  readonly adminToken: string | undefined
}

/** What the options of the command and the environment say: `--url` or `PIMS_MOCK_URL`, `--sandbox`, `ADMIN_TOKEN`. */
export function targetOf (command: Command): ServerChoice {
  const { url, sandbox } = command.optsWithGlobals<{ url?: string, sandbox?: string }>()
  return { url: url ?? (process.env.PIMS_MOCK_URL || DEFAULT_URL), sandbox, adminToken: process.env.ADMIN_TOKEN }
}

/** Whether the options or the environment name a server, or a sandbox of one. */
export function namesServer (command: Command): boolean {
  const { url, sandbox } = command.optsWithGlobals<{ url?: string, sandbox?: string }>()
  return url !== undefined || sandbox !== undefined || (process.env.PIMS_MOCK_URL ?? '') !== ''
}

/** The server that a verb speaks to. @throws UsageError */
export function mockOf (command: Command): Mock {
  const { url, adminToken } = targetOf(command)
  return named('--url or PIMS_MOCK_URL', () => connect(url, { adminToken }))
}

/** The sandbox that a verb speaks to: that of `--sandbox`, else that of the URL, else the default one. */
export function sandboxOf (command: Command): SandboxClient {
  const { url, sandbox } = targetOf(command)
  const mock = mockOf(command)
  return named('--sandbox', () => mock.sandbox(sandbox ?? (/\/sandbox\//.test(url) ? undefined : 'default')))
}

/** A sandbox that nobody else has, of the server that a verb speaks to. */
export function freshSandboxOf (command: Command): SandboxClient {
  return mockOf(command).sandbox(`fresh-${randomUUID()}`)
}

/** @throws UsageError for what cannot be the URL of a server, or the id of a sandbox */
export function named<Named> (where: string, use: () => Named): Named {
  try {
    return use()
  } catch (error) {
    throw error instanceof TypeError ? new UsageError(`${error.message} ${where} names it.`) : error
  }
}

/** What to do where the server asks for another admin token, or for one. */
export const needsToken = (given: string | undefined): string => given === undefined || given === ''
  ? 'this server has an ADMIN_TOKEN. Set the variable ADMIN_TOKEN to it, such as: ADMIN_TOKEN=secret pims-mock ok'
  : 'this server has another ADMIN_TOKEN than the variable ADMIN_TOKEN says. Set it to the one that the server was started with.'
