// @ts-nocheck
import type { Started } from './start.ts'

/** A message that carries no token. */
export const nobody = { headers: { authorization: '' } }

/** A message of this device. */
export const on = (device: string, as = 'alice') => ({ as, headers: { 'x-device-id': device } })

/** The code of the newest SMS of a purpose. */
export async function latestCode ({ admin }: Pick<Started, 'admin'>, purpose: string, as = 'alice'): Promise<string> {
  const { body } = await admin('GET', `sms/latest?account=${as}&purpose=${purpose}`)
  return String(body?.code)
}

/** Has a code sent to the trusted number and answers it. */
export async function sendCode (started: Pick<Started, 'get' | 'admin'>, purpose: 'enrollment' | 'resetPIN', as = 'alice'): Promise<string> {
  await started.get('smscode', { type: purpose }, { as })
  return await latestCode(started, purpose, as)
}
