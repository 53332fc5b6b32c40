import type { Kit } from './browser.ts'

/** Requests whose views differ. */
export interface Shown {
  /** One that a fault hit. */
  readonly hit: string
  /** One that no route takes, with a secret in it. */
  readonly unrouted: string
  /** One that was refused, with secrets that are masked. */
  readonly refused: string
}

/** Has everything happen in the default sandbox, and answers the ids of some of its requests. */
export async function fill ({ call, get, set, admin }: Kit): Promise<Shown> {
  await admin('PUT', 'clock', { advance: '-P1D' })
  await get('smscode', { type: 'resetPIN' }, { as: 'carol' })
  await admin('PUT', 'clock', { advance: 'P1D' })
  await admin('PUT', 'faults/late', { effect: { sms: { delay: 60_000 } } })
  await get('smscode', { type: 'phoneNumberCertification', phoneNumber: '0612345678' }, { as: 'bob' })
  await admin('DELETE', 'faults')
  await get('smscode', { type: 'phoneNumberCertification', phoneNumber: '0612345678' })
  await get('smscode', { type: 'phoneNumberCertification', phoneNumber: '0612345678' })
  await get('smscode', { type: 'resetPIN' }, { as: 'carol' })
  await set('smscode', { type: 'modifyPhoneNumber', smsCode: '1', phoneNumber: '0612345678' }, { as: 'blocked' })
  const refused = await newest(admin)
  await call({ method: 'POST', url: '/v1/pims.authentication.smscode?pin=1234', payload: { smsCode: '014028' } })
  const unrouted = await newest(admin)
  await admin('PUT', 'faults/2202')
  await admin('POST', 'faults', { id: 'set.smscode.modifyPhoneNumber.2310', match: { operation: 'set.smscode.modifyPhoneNumber' }, effect: { error: 2310 } })
  await set('smscode', { type: 'modifyPhoneNumber', smsCode: '1', phoneNumber: '0612345678' })
  return { hit: await newest(admin), unrouted, refused }
}

async function newest (admin: Kit['admin']): Promise<string> {
  const { body } = await admin('GET', 'requests?limit=1')
  return (body?.requests as Array<{ id: string }>)[0]?.id ?? ''
}
