import { connect, type Mock } from '../client/connect.ts'
import { startMock, type StartOptions } from './index.ts'

/**
 * Has the server of a test run: the one that `PIMS_MOCK_URL` names, with `PIMS_MOCK_ADMIN_TOKEN`, else one in this process
 * for as long as it is used.
 */
export async function withMock (options: StartOptions, use: (mock: Mock) => Promise<void>): Promise<void> {
  const { PIMS_MOCK_URL: url, PIMS_MOCK_ADMIN_TOKEN: adminToken } = process.env
  if (url !== undefined && url !== '') return await use(connect(url, adminToken === undefined ? {} : { adminToken }))
  const mock = await startMock(options)
  try {
    await use(mock)
  } finally {
    await mock.stop()
  }
}
