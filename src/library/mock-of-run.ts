import { connect, type Mock } from '../client/connect.ts'
import { clearTimeout, setTimeout } from '../lib/timers.ts'
import { prepareMock, startMock, type StartOptions } from './start-mock.ts'

/** Milliseconds after which a test run is told that it still waits for the server. */
const SLOW = 3000

/** The server that a test run is given, where it is elsewhere: the one that `PIMS_MOCK_URL` names, with `PIMS_MOCK_ADMIN_TOKEN`. */
function mockElsewhere (): Mock | undefined {
  const { PIMS_MOCK_URL: url, PIMS_MOCK_ADMIN_TOKEN: adminToken } = process.env
  if (url === undefined || url === '') return undefined
  return connect(url, adminToken === undefined ? {} : { adminToken })
}

/** Loads the server of a test run while the tests are still being loaded, where there is to be one in this process. */
export function prepareRun (): void {
  if (mockElsewhere() === undefined) prepareMock()
}

/** Has the server of a test run: the one that is elsewhere, else one in this process for as long as it is used. */
export async function withMock (options: StartOptions, use: (mock: Mock) => Promise<void>): Promise<void> {
  const elsewhere = mockElsewhere()
  if (elsewhere !== undefined) return await use(elsewhere)
  const mock = await saidWhenSlow(startMock(options))
  try {
    await use(mock)
  } finally {
    await mock.stop()
  }
}

/** The first test waits for the server within its own time limit: where that is long, say so before the runner says only "timed out". */
async function saidWhenSlow<Result> (promise: Promise<Result>): Promise<Result> {
  const timer = setTimeout(() => console.error(`pims-mock: the server has not started within ${SLOW / 1000} s: the machine is busy. The first test waits for it, within its own time limit.`), SLOW)
  try {
    return await promise
  } finally {
    clearTimeout(timer)
  }
}
