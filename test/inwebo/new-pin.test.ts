import t from 'tap'
import { kmaOf } from '../../src/inwebo/crypto/primitives.ts'
import { enrolDevice } from '../../src/inwebo/enrol-device.ts'
import { withPin } from '../../src/inwebo/new-pin.ts'
import { inweboWorld } from '../support/inwebo.ts'

t.test('a new PIN goes to the account, and its key to the device that set it', async (t) => {
  const { sandbox, account, change } = inweboWorld()
  for (const deviceId of ['one', 'two']) enrolDevice(sandbox, account(), { deviceId, name: deviceId, pin: '1234' })
  change({ pinErrors: 2 })
  const changed = withPin(account(), '5678', 'one')
  t.match(changed, { id: 'carol', pin: '5678', pinErrors: 0 })
  const [one, two] = changed.devices
  t.equal(one?.inwebo?.Kma, kmaOf('5678', one?.inwebo?.serial ?? ''))
  t.strictSame(two, account().devices[1], 'the other has to enrol again')
})

t.test('a device without keys, or none at all, may set a new PIN', async (t) => {
  const { account, change } = inweboWorld()
  change({ pin: '1234', pinErrors: 1, devices: [{ id: 'old', name: 'Old', enabled: true, enrolledAt: '2026-01-01T00:00:00Z' }] })
  for (const deviceId of ['old', 'unknown']) t.strictSame(withPin(account(), '5678', deviceId), { ...account(), pin: '5678', pinErrors: 0 })
})
