import type { Kit } from './browser.ts'

/** Has everything happen in the default sandbox, and answers the id of its newest request. */
export async function fill ({ get, set, admin }: Kit): Promise<string> {
  await get('smscode', { type: 'phoneNumberCertification', phoneNumber: '0612345678' })
  await get('smscode', { type: 'phoneNumberCertification', phoneNumber: '0612345678' })
  await get('smscode', { type: 'resetPIN' }, { as: 'carol' })
  await set('smscode', { type: 'modifyPhoneNumber', smsCode: '1', phoneNumber: '0612345678' }, { as: 'blocked' })
  await admin('PUT', 'faults/2202')
  await admin('POST', 'faults', { id: 'set.smscode.modifyPhoneNumber.2310', match: { operation: 'set.smscode.modifyPhoneNumber' }, effect: { error: 2310 } })
  await set('smscode', { type: 'modifyPhoneNumber', smsCode: '1', phoneNumber: '0612345678' })
  const { body } = await admin('GET', 'requests?limit=1')
  return (body?.requests as Array<{ id: string }>)[0]?.id ?? ''
}
