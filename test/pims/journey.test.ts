import t from 'tap'
import { subscribe } from '../support/event-source.ts'
import { latestCode } from '../support/codes.ts'
import { start } from '../support/start.ts'

// The vendor's tutorials one after the other, as an app follows them: the enrolment of a device, the steps that are to be done before
// remote services work, the car key, the one-time password that renews the remote token, a remote command, and step E.

const phoneNumber = '0639980042'
const pinCode = '1234'
const vin = 'VR3UHZKXZL0000002'

t.test('from a new telephone to a car that unlocks, and to one that is sold', async (t) => {
  const started = await start(t)
  const url = await started.app.listen({ host: '127.0.0.1', port: 0 })
  await started.admin('PUT', 'clock', { frozen: true })
  const headers = { authorization: 'Bearer bob' }
  const get = async (api: string, query: Record<string, string> = {}) => (await started.call({ url: `/${api}`, query, headers })).body ?? {}
  const set = async (api: string, payload: object) => (await started.call({ method: 'POST', url: `/${api}`, payload, headers })).body ?? {}
  const readSms = (purpose: string) => latestCode(started, purpose, 'bob')
  const timePasses = (duration: string) => started.admin('PUT', 'clock', { advance: duration })
  const done = { status: 'SUCCEEDED', result: null }

  // Enrolment, steps 1 to 3: the device is not enrolled, nothing is blocked, no number is trusted.
  const isDeviceActivated = { actionType: 'strong', type: 'isDeviceActivated' }
  t.match(await get('pims.authentication.account', isDeviceActivated), { result: { isDeviceActivated: false } }, 'step 1')
  t.match(await get('pims.authentication.account', { actionType: 'strong', type: 'isAccountBlocked' }), { result: { isAccountBlocked: 'NotBlocked' } }, 'step 2')
  t.match(await get('pims.authentication.trustedphonenumber'), { error: { code: 2307 } }, 'step 3')
  const { result } = await get('pims.subscription.steps', { vin, resetSteps: 'false', stepsStatus: 'all' }) as { result: { stepsID: string } }
  const { stepsID } = result
  t.match(result, { trusterPhoneNumber: { status: 'todo', order: 1 }, deviceActivation: { status: 'todo', order: 2 }, mediumCarKey: { status: 'todo', order: 3 } })
  const firstToDo = async () => Object.keys((await get('pims.subscription.step', { stepsID })).result ?? {})
  t.strictSame(await firstToDo(), ['trusterPhoneNumber'])

  // Step 4: a number is certified and trusted.
  t.match(await get('pims.authentication.smscode', { type: 'phoneNumberCertification', phoneNumber }), done, 'step 4.1')
  t.match(await set('pims.authentication.smscode', { type: 'addPhoneNumber', smsCode: await readSms('phoneNumberCertification'), phoneNumber }), done, 'step 4.2')
  t.strictSame(await firstToDo(), ['deviceActivation'])

  // Steps 5 to 8: the device is enrolled.
  t.match(await get('pims.authentication.smscode', { type: 'enrollment', phoneNumber }), done, 'step 5')
  const smsCode = await readSms('enrollment')
  t.match(await set('pims.authentication.smscode', { action: 'enrollment', smsCode }), { result: { status: 'NotEnrolled' } }, 'step 6')
  t.match(await set('pims.authentication.enrollment', { action: 'enroll', pinCode, smsCode }), done, 'step 7')
  t.match(await set('pims.authentication.enrollment', { action: 'enroll', pinCode, smsCode }), done, 'step 8')
  t.match(await get('pims.authentication.account', isDeviceActivated), { result: { isDeviceActivated: true } })
  t.strictSame(await firstToDo(), ['mediumCarKey'])

  // The car key is verified, and nothing is to be done any more.
  t.match(await get('pims.vehicle.carkey'), { error: { code: 2101, label: /vin/ } }, 'of which car?')
  t.match(await set('pims.vehicle.vin', { actionType: 'remote', vin }), done)
  t.match(await get('pims.vehicle.carkey'), { result: { isCarKeyVerified: false, cvsStatus: 'disabled' } })
  t.match(await set('pims.vehicle.carkey', {}), { result: { hasCarKey: true, vin, securityExpiration: '2026-04-01T12:00:00.000Z' } })
  t.match(await get('pims.vehicle.carkey'), { result: { isCarKeyVerified: true, cvsStatus: 'active', maxReactivationDate: '2026-04-01T12:00:00.000Z' } })
  t.strictSame(await firstToDo(), [])
  t.match(await get('pims.subscription.steps', { vin, resetSteps: 'false', stepsStatus: 'todo' }), { result: { stepsID, mediumCarKey: undefined } })

  // A remote command needs the remote token, which a one-time password renews.
  const signal = await subscribe(t, `${url}/pims.vehicle.signal`, { account: 'bob' })
  t.match(await signal.next(), { status: 'SUCCEEDED' })
  const unlock = { action: 'doors', doorState: 'unlock' }
  t.match(await set('pims.vehicle.command', unlock), { error: { code: 2302 } })
  t.match(await get('pims.authentication.otp', { action: 'withPIN', pinCode }), { result: { otp: String } })
  t.match(await set('pims.vehicle.command', unlock), done, 'the retry')

  // The acknowledgement says that it is sent; what becomes of it is told by the signal.
  await timePasses('PT5S')
  t.match(await signal.next(), { status: 'RESULT', result: { code: 900 } }, 'accepted')
  t.match(await signal.next(), { status: 'RESULT', result: { code: 903 } }, 'forwarded')
  t.match(await signal.next(), { status: 'RESULT', result: { code: 200, vehicle: { ressources: { status: { vin, doorStateInformation: { state: ['Unlocked'] } } } } } }, 'done')
  t.match(await get('pims.vehicle.informations', { actionType: 'remote', action: 'get' }), {
    result: { vehicle: { ressources: { status: { doorStateInformation: { state: ['Unlocked'] } } }, attributes: { engine: 'PHEV', brand: 'peugeot' } } }
  })
  t.match(await set('pims.vehicle.command', unlock), done)
  await timePasses('PT5S')
  t.match([await signal.next(), await signal.next(), await signal.next()].at(-1), { status: 'RESULT', error: { code: 2360 } }, 'they are unlocked already')

  // A charge ends on the sandbox's clock.
  const event = await subscribe(t, `${url}/pims.vehicle.event?actionType=remote&type=remoteChargeFinished`, { account: 'bob' })
  t.match(await event.next(), { status: 'SUCCEEDED' })
  t.match(await set('pims.vehicle.command', { action: 'charge', startNow: true }), done)
  await timePasses('PT3H')
  t.match(await event.next(), { status: 'RESULT', result: { notification: 'remoteChargeFinished' } })

  // Step E: the car is sold. The remote token is over by now.
  t.match(await set('pims.subscription.vehicle', { action: 'removeProperty', vin }), { error: { code: 2302 } })
  await get('pims.authentication.otp', { action: 'withPIN', pinCode })
  t.match(await set('pims.subscription.vehicle', { action: 'removeProperty', vin }), done, 'step E')
  t.match(await get('pims.vehicle.carkey'), { error: { code: 2102, label: /vin/ } })
})
