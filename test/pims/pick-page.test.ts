import t from 'tap'
import { choiceOf, pickPage } from '../../src/pims/pick-page.ts'
import { referenceIds } from '../../src/pims/reference/ids.ts'
import { fcaComponents } from '../../src/pims/reference/reference.ts'

/** The choice between the operations of a verb and an api, of PSA's brands or FCA's. */
function choose (verb: string, api: string, isFca = false) {
  const pages = [...referenceIds].filter(([page]) => page.verb === verb && page.api === api && fcaComponents.has(page.component) === isFca)
    .map(([reference, id]) => ({ id, reference, aliases: [] as string[] }))
  const choice = choiceOf(pages)
  return (sent: Record<string, unknown>, isQuery = verb !== 'set') => pickPage(choice, sent, isQuery).id
}

t.test('a selector picks, under the name type or action', async (t) => {
  const pick = choose('set', 'pims.vehicle.command')
  t.equal(pick({ action: 'doors', doorState: 'lock' }), 'set.command.doors')
  t.equal(pick({ type: 'horn' }), 'set.command.horn')
  t.throws(() => pick({ action: 'door' }), { code: 2102, reason: /^Did you mean doors\? action is one of charge, / })
  t.throws(() => pick({ doorState: 'lock' }), { code: 2101, reason: /^action is missing; action is one of charge, / })
})

t.test('operations of the same selector are told apart by their other parameters', async (t) => {
  const media = choose('set', 'pims.vehicle.media')
  t.equal(media({ type: 'sound', mute: true }), 'set.media.sound.mute')
  t.equal(media({ action: 'sound', volume: 3 }), 'set.media.sound.volume')
  for (const action of ['save', 'unsave', 'start']) t.equal(media({ type: 'presetStation', action, indexPreset: 1 }), `set.media.presetStation.${action}`)
  t.equal(media({ type: 'frequency', action: 'next' }), 'set.media.frequency', 'action is a parameter of it')
})

t.test('an operation without a selector beside others that have one is picked by the values of its action', async (t) => {
  const media = choose('set', 'pims.vehicle.media')
  t.equal(media({ action: 'previousMedia' }), 'set.media')
  t.throws(() => media({ action: 'lastMedia' }), { code: 2102, reason: /nextMedia, previousMedia/ })
})

t.test('without selectors the parameters that are there pick, then what they say', async (t) => {
  const steps = choose('get', 'pims.subscription.steps')
  const rest = { resetSteps: 'false', stepsStatus: 'all' }
  t.equal(steps({ vin: 'V', ...rest }), 'get.steps.vin')
  t.equal(steps({ stepsID: 's', ...rest }), 'get.steps.stepsId')
  t.equal(steps({ carAssociationID: 'c', ...rest }), 'get.steps.carAssociationID')

  const vin = choose('set', 'pims.vehicle.vin')
  t.equal(vin({ vin: 'V' }), 'set.vin')
  t.equal(vin({ vin: 'V', actionType: 'remote' }), 'set.vin.remote')
  t.equal(vin({ vin: 'V', actionType: 'other' }), 'set.vin.remote', 'which then refuses the value')

  const informations = choose('get', 'pims.vehicle.informations')
  t.equal(informations({ actionType: 'remote', action: 'get' }), 'get.informations.remote')
  t.equal(informations({ actionType: 'O2X' }), 'get.informations.o2x')

  const trips = choose('get', 'pims.vehicle.trips')
  t.equal(trips({ action: 'count', vin: 'V' }), 'get.trips.count')
  t.equal(trips({ action: 'trips', vin: 'V' }), 'get.trips.trips')
})

t.test('an event is picked by its actionType, or by having none', async (t) => {
  const event = choose('subscribe', 'pims.vehicle.event')
  t.strictSame([{}, { actionType: 'remote' }, { actionType: 'O2X' }, { actionType: 'sendToNav' }, { actionType: 'tripNDrive' }].map((sent) => event(sent)),
    ['subscribe.event', 'subscribe.event.remote', 'subscribe.event.o2x', 'subscribe.event.sendToNav', 'subscribe.event.tripNDrive'])
})

t.test('a login of FCA is social or not by the parameters of either', async (t) => {
  const user = choose('set', 'pims.authentication.user', true)
  t.equal(user({ action: 'login', isSocial: false, sessionExpiration: 3600, username: 'u', password: 'p' }), 'set.user.login.FCABasicAuthentication')
  t.equal(user({ action: 'login', isSocial: true, sessionExpiration: 3600, social: 'apple' }), 'set.user.login.isSocial')
})

t.test('each operation is picked by the request that the reference shows for it, but for pages that are the same', async (t) => {
  for (const [page, id] of referenceIds) {
    if (id.startsWith('get.services.')) continue
    const sent = Object.fromEntries(page.parameters.map(({ name, example }) => [name, name === page.selector?.parameter ? page.selector.value : example ?? 'x']))
    t.equal(choose(page.verb, page.api, fcaComponents.has(page.component))(sent, false), id)
  }
})
