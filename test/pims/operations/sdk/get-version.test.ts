import t from 'tap'
import { start } from '../../../support/start.ts'

t.test('the version is that of SDK_VERSION, for nobody who is signed in too', async (t) => {
  for (const [setting, version] of [['2.0.X', '2.0.0'], ['2.3', '2.3.0']] as const) {
    const { call } = await start(t, { SDK_VERSION: setting })
    t.match((await call({ url: '/pims.sdk.version' })).body, { result: { versionCore: version, versionFacade: version } })
  }
})
