import t from 'tap'
import { idsOf, referenceIds } from '../../../src/pims/reference/ids.ts'
import { type ReferenceOperation, referenceOperations } from '../../../src/pims/reference/reference.ts'
import { behaviours } from '../../../src/pims/operations/index.ts'

/** The ids of the operations of an api, by verb. */
const idsFor = (verb: string, api: string) => referenceOperations.filter((operation) => operation.verb === verb && operation.api === api).map((operation) => referenceIds.get(operation))

t.test('each of the 128 operations has an id of its own', async (t) => {
  t.equal(referenceOperations.length, 128)
  t.equal(new Set(referenceIds.values()).size, 128)
})

t.test('an operation that shares verb, api and selector is told apart by the suffix of its page, or by its component', async (t) => {
  t.strictSame(idsFor('set', 'pims.vehicle.vin'), ['set.vin', 'set.vin.remote'])
  t.strictSame(idsFor('get', 'pims.subscription.steps'), ['get.steps.carAssociationID', 'get.steps.stepsId', 'get.steps.vin'])
  t.strictSame(idsFor('get', 'pims.vehicle.services'), ['get.services.O2X', 'get.services.SendToNav', 'get.services.TripNDrive'])
  t.strictSame(idsFor('subscribe', 'pims.vehicle.event'), ['subscribe.event.remote', 'subscribe.event', 'subscribe.event.o2x', 'subscribe.event.sendToNav', 'subscribe.event.tripNDrive'])
  t.match(idsFor('set', 'pims.vehicle.media'), ['set.media.frequency', 'set.media.mediaSource', 'set.media', 'set.media.presetStation.save', 'set.media.presetStation.unsave', 'set.media.presetStation.start', 'set.media.sound.mute', 'set.media.sound.volume'])
  t.strictSame(idsFor('set', 'pims.authentication.user').filter((id) => /login/i.test(String(id))), ['set.user.login', 'set.user.forcedLogin', 'set.user.updateLogin', 'set.user.login.isSocial', 'set.user.login.FCABasicAuthentication'])
})

t.test('every behaviour is of an operation of the reference, or of the facade itself', async (t) => {
  const ids = new Set(referenceIds.values())
  t.strictSame(behaviours.map(({ of }) => of).filter((id) => !ids.has(id)), ['set.initialize', 'set.release'])
})

t.test('two operations that nothing tells apart are refused, by name', async (t) => {
  const [first] = referenceOperations
  const twin: ReferenceOperation = { ...first as ReferenceOperation }
  t.throws(() => idsOf([first as ReferenceOperation, twin]), { message: 'set.vin.VehicleInformation would be both pims.vehicle.vin of VehicleInformation and pims.vehicle.vin of VehicleInformation' })
})
