import t from 'tap'
import { notSubscribed } from '../../../../src/conduct/rules/sending/not-subscribed.ts'
import { Traffic } from '../../../../src/conduct/traffic.ts'
import { ANSWERS, client, command, COMMANDS, EVENTS, inbox, startMqtt, type StartedMqtt, VIN_OF_ALICE } from '../../../support/mqtt.ts'

/** A car that does at once what it is told. */
async function startCar (...given: Parameters<typeof startMqtt>): Promise<StartedMqtt> {
  const started = await startMqtt(...given)
  await started.admin('PATCH', `accounts/alice/vehicles/${VIN_OF_ALICE}`, { timing: { accept: 0, wake: 0, forward: 0, execute: 0 } })
  return started
}

const found = ({ sandbox }: StartedMqtt) => [...notSubscribed.find(new Traffic(sandbox()))].map(({ requests: [{ operation, account, direction }] }) => [operation, account, direction])
/** Waits until an answer to an operation has reached nobody. */
async function unheard ({ sandbox }: StartedMqtt, operation: string): Promise<void> {
  while (!new Traffic(sandbox()).spoken.some((answer) => answer.operation === operation && answer.status === null)) await new Promise((resolve) => setImmediate(resolve))
}

t.test('a client that sends a command before it subscribes, or to the events alone, is found', async (t) => {
  const started = await startCar(t)
  const phone = await client(t, started)
  await phone.subscribeAsync(EVENTS)
  await phone.publishAsync(`${COMMANDS}/Doors`, command({ action: 'lock' }), { qos: 1 })
  await unheard(started, 'mqtt.doors')
  t.strictSame(found(started), [['mqtt.doors', 'alice', 'in']], 'once, and it is the command')
})

t.test('not found is one that listens, and one whose connection is lost before the answer', async (t) => {
  const started = await startCar(t)
  const phone = await client(t, started)
  const { take } = inbox(phone)
  await phone.subscribeAsync(`${ANSWERS}/#`)
  await phone.publishAsync(`${COMMANDS}/Doors`, command({ action: 'lock' }), { qos: 1 })
  await take(1)
  await phone.endAsync(true)
  const next = await client(t, started)
  await next.publishAsync(`${COMMANDS}/Horn`, command({ nb_horn: 1, action: 'activate' }), { qos: 1 })
  await unheard(started, 'mqtt.horn')
  t.strictSame(found(started), [])
})

t.test('not found is a client to which a restored state has brought a command', async (t) => {
  const started = await startMqtt(t)
  const phone = await client(t, started)
  await phone.publishAsync(`${COMMANDS}/Doors`, command({ action: 'lock' }), { qos: 1 })
  const { body: state } = await started.admin('GET', 'state')
  await started.admin('POST', 'reset')
  await started.admin('PUT', 'state', state)
  await client(t, started)
  await started.admin('PUT', 'clock', { advance: 'PT1H' })
  await unheard(started, 'mqtt.doors')
  t.strictSame(found(started), [])
})

t.test('nothing is said where the journal has forgotten subscriptions', async (t) => {
  const started = await startCar(t, { JOURNAL_SIZE: '2' })
  const phone = await client(t, started)
  await phone.subscribeAsync(`${ANSWERS}/#`)
  await phone.unsubscribeAsync(`${ANSWERS}/#`)
  await phone.publishAsync(`${COMMANDS}/Doors`, command({ action: 'lock' }), { qos: 1 })
  await unheard(started, 'mqtt.doors')
  t.strictSame(found(started), [])
})
