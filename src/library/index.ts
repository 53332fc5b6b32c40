import type { StartedMock, StartOptions } from './start-mock.ts'

/**
 * Starts a server in this process, at a free port.
 *
 * @throws Error naming the setting, or the file and the path in it, that cannot be used
 */
export async function startMock (options: StartOptions = {}): Promise<StartedMock> {
  const { startMock } = await import('./start-mock.ts') // the whole server, which a client of one elsewhere does not need
  return await startMock(options)
}

export { connect, type ConnectOptions, type Mock } from '../client/connect.ts'
export { MockError } from '../client/mock-error.ts'
export type { Account, AccountInput, Budget, Clock, Code, Coverage, Delay, Effect, Fault, JournalEntry, Purpose, SandboxInfo, Scenario, ScenarioName, Settings, Sms, Verified } from '../client/contract.ts'
export type { AccountClient, AccountPatch } from '../client/account.ts'
export type { Caller, CallId, Message } from '../client/call.ts'
export type { Failure, FaultOptions, Transport } from '../client/fail.ts'
export type { CodeOf, Operation, OperationId } from '../client/operations.ts'
export type { RequestFilter, SandboxClient, Snapshot, VerifyOptions } from '../client/sandbox-client.ts'
export type { NextSms, SmsFilter } from '../client/sms.ts'
export type { Cell, CellResult, MatrixOptions, MatrixReport, Outcome } from '../client/matrix/report.ts'
export { MatrixError, matrixJunit, matrixMarkdown } from '../client/matrix/report.ts'
export type { StartedMock, StartOptions } from './start-mock.ts'
