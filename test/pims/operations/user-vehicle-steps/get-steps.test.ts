import t from 'tap'
import { carApp, VIN } from '../../../support/car-app.ts'

const steps = 'pims.subscription.steps'
const asked = { resetSteps: 'false', stepsStatus: 'all' }
type Answer = { readonly result: Record<string, unknown> & { readonly stepsID: string }, readonly error?: { readonly code: number } }

t.test('the steps are those of the device, the account and the car; stepsStatus picks among them', async (t) => {
  const { get, set, on, prepare } = await carApp(t)
  const { result } = await get(steps, { vin: VIN, ...asked }) as Answer
  t.strictSame(result, {
    stepsID: result.stepsID,
    trusterPhoneNumber: { name: 'trusterPhoneNumber', status: 'alreadyDone', order: 1 },
    deviceActivation: { name: 'deviceActivation', status: 'alreadyDone', order: 2 },
    mediumCarKey: { name: 'mediumCarKey', status: 'todo', order: 3 }
  })
  const namesOf = async (stepsStatus: string) => Object.keys((await get(steps, { vin: VIN, ...asked, stepsStatus }) as Answer).result)
  t.strictSame(await namesOf('todo'), ['stepsID', 'mediumCarKey'])
  t.strictSame(await namesOf('alreadyDone'), ['stepsID', 'trusterPhoneNumber', 'deviceActivation'])
  await prepare()
  t.strictSame(await namesOf('todo'), ['stepsID'])
  t.match(await on('alice', 'tablet').get(steps, { vin: VIN, ...asked }), { result: { deviceActivation: { status: 'todo' }, mediumCarKey: { status: 'alreadyDone' } } })
  t.match(await on('bob', 'device-1').get(steps, { ...asked }), { result: { trusterPhoneNumber: { status: 'todo' } } }, 'without a VIN, of the first car')
  t.match(await set('pims.authentication.enrollment', { action: 'remove' }), { status: 'SUCCEEDED' })
  t.strictSame(await namesOf('todo'), ['stepsID', 'deviceActivation'])
})

t.test('by vin, by the association of the car, and by their id they are the same', async (t) => {
  const { get, call } = await carApp(t)
  const { result } = await get(steps, { vin: VIN, ...asked }) as Answer
  const associations = (await call({ url: '/applications/cvs/v4/mauv/car-associations', headers: { authorization: 'Bearer alice' } })).body as unknown as Array<{ car_association_id: string }>
  const carAssociationID = String(associations[0]?.car_association_id)
  t.strictSame((await get(steps, { carAssociationID, ...asked }) as Answer).result, result)
  t.strictSame((await get(steps, { stepsID: result.stepsID, ...asked }) as Answer).result, result)
})

t.test('what names no car of the account, or the steps of another device, is 2102; an account without a car has none', async (t) => {
  const { get, on, admin } = await carApp(t)
  const { result: { stepsID } } = await get(steps, { vin: VIN, ...asked }) as Answer
  t.match(await get(steps, { vin: 'VR3UHZKXZL0000002', ...asked }), { error: { code: 2102, label: /vin/ } })
  t.match(await get(steps, { carAssociationID: stepsID, ...asked }), { error: { code: 2102, label: /carAssociationID/ } })
  t.match(await on('alice', 'tablet').get(steps, { stepsID, ...asked }), { error: { code: 2102, label: /stepsID/ } })
  t.match(await get(steps, { vin: VIN, stepsStatus: 'all' }), { error: { code: 2101, label: /resetSteps/ } })
  t.match(await get(steps, { vin: VIN, ...asked, stepsStatus: 'some' }), { error: { code: 2102, label: /stepsStatus/ } })
  await admin('PATCH', 'accounts/alice', { vehicles: [] })
  t.match(await get(steps, asked), { error: { code: 2101 } })
})

t.test('resetSteps cures 2312 and 2317 met with the PIN, and nothing else', async (t) => {
  const { get, on, admin } = await carApp(t)
  const otp = { action: 'withPIN', pinCode: '1234' }
  for (const [account, code] of [['disabled', 2312], ['upgradable', 2317]] as const) {
    const app = on(account, 'device-1')
    t.match(await app.get('pims.authentication.otp', otp), { error: { code } })
    t.match(await app.get(steps, asked), { status: 'SUCCEEDED' })
    t.match(await app.get('pims.authentication.otp', otp), { error: { code } }, 'resetSteps=false does nothing')
    t.match(await app.get(steps, { ...asked, resetSteps: 'true' }), { result: { deviceActivation: { status: 'alreadyDone' } } })
    t.match(await app.get('pims.authentication.otp', otp), { status: 'SUCCEEDED' })
  }
  await admin('PATCH', 'accounts/alice', { blocked: 'PinBlocked' })
  await get(steps, { ...asked, resetSteps: 'true' })
  t.match(await get('pims.authentication.otp', otp), { error: { code: 2317 } }, 'removing heals a blocked PIN')
})
