import t from 'tap'
import { ANSWERS, client, command, COMMANDS, entries, EVENTS, inbox, startMqtt, VIN_OF_ALICE } from '../support/mqtt.ts'

/** The car of alice without a pause between the steps of a command. */
const quick = { timing: { accept: 0, wake: 0, forward: 0, execute: 0 } }
const car = `accounts/alice/vehicles/${VIN_OF_ALICE}`

t.test('a command is accepted, forwarded and done, and the car has changed', async (t) => {
  const started = await startMqtt(t)
  await started.admin('PATCH', car, quick)
  const phone = await client(t, started)
  const { take, got } = inbox(phone)
  await phone.subscribeAsync([`${ANSWERS}/#`, EVENTS])
  await phone.publishAsync(`${COMMANDS}/Doors`, command({ action: 'unlock' }, { correlation_id: 'c1' }))
  t.strictSame((await take(4)).filter(({ correlation_id: id }) => id === 'c1'), [
    { correlation_id: 'c1', vin: VIN_OF_ALICE, process_code: '900' },
    { correlation_id: 'c1', vin: VIN_OF_ALICE, process_code: '903' },
    { correlation_id: 'c1', vin: VIN_OF_ALICE, return_code: '0' }
  ])
  t.match(got.map(({ topic }) => topic), new Set([`${ANSWERS}/Doors`, EVENTS]))
  t.match((await started.admin('GET', car)).body, { doors: { state: ['Unlocked'] } })
  t.match((await entries(started, '&direction=in'))[0], { operation: 'mqtt.doors', account: 'alice', status: 'SUCCEEDED', channel: 'mqtt' })
})
