import { connect, type Mock } from '../client/connect.ts'
import { prepareMock, startMock, type StartOptions } from './start-mock.ts'
import { toldWhenSlow } from './told-when-slow.ts'

/** The server that a test run is given, where it is elsewhere: the one that `PIMS_MOCK_URL` names, with `PIMS_MOCK_ADMIN_TOKEN`. */
function mockElsewhere (): Mock | undefined {
  const { PIMS_MOCK_URL: url, PIMS_MOCK_ADMIN_TOKEN: adminToken } = process.env
  if (url === undefined || url === '') return undefined
  return connect(url, { adminToken })
}

/** Loads the server of a test run while the tests are still being loaded, where there is to be one in this process. */
export function prepareRun (): void {
  if (mockElsewhere() === undefined) prepareMock()
}

/** Has the server of a test run: the one that is elsewhere, else one in this process for as long as it is used. */
export async function withMock (options: StartOptions, use: (mock: Mock) => Promise<void>): Promise<void> {
  const elsewhere = mockElsewhere()
  if (elsewhere !== undefined) return await use(elsewhere)
  const mock = await toldWhenSlow(startMock(options))
  try {
    await use(mock)
  } finally {
    await mock.stop()
  }
}
