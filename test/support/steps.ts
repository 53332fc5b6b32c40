import fc from 'fast-check'
import type { Started } from './start.ts'

/** A request to a sandbox. */
export interface Step { readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE', readonly url: string, readonly payload?: object }

const smscode = '/pims.authentication.smscode'
const number = fc.constantFrom('0639980101', '0639980102', '0612345678')
const post = (payload: object): Step => ({ method: 'POST', url: smscode, payload })

/** Whatever changes or shows what a sandbox remembers. */
export const step: fc.Arbitrary<Step> = fc.oneof(
  number.map((phoneNumber): Step => ({ method: 'GET', url: `${smscode}?type=phoneNumberCertification&phoneNumber=${phoneNumber}` })),
  fc.record({ phoneNumber: number, smsCode: fc.constantFrom('123456', '654321') }).map((parameters) => post({ type: 'modifyPhoneNumber', ...parameters })),
  fc.constantFrom(2310, 2344).map((code): Step => ({ method: 'PUT', url: `/admin/faults/${code}` })),
  fc.constantFrom<Step>(
    { method: 'POST', url: '/admin/faults', payload: { effect: { error: 2313 }, probability: 0.5, match: { operation: 'modifyPhoneNumber' } } },
    { method: 'DELETE', url: '/admin/faults' },
    { method: 'GET', url: '/admin/faults' },
    { method: 'PUT', url: '/admin/clock', payload: { advance: 'PT4M' } },
    { method: 'PUT', url: '/admin/clock', payload: { advance: 0.5 } },
    { method: 'PUT', url: '/admin/clock', payload: { now: '1950-01-01T00:00:00Z' } },
    { method: 'PUT', url: '/admin/clock', payload: { frozen: true } },
    { method: 'GET', url: '/admin/clock' },
    { method: 'GET', url: '/pims.authentication.otp?action=withoutPIN' },
    { method: 'GET', url: '/pims.authentication.token?type=customerAt&action=get' },
    { method: 'GET', url: `${smscode}?type=enrollment` },
    { method: 'GET', url: `/am/oauth2/authorize?login=alice&client_id=${'c'.repeat(3000)}&redirect_uri=mymap://x&scope=${'s'.repeat(3000)}` },
    { method: 'GET', url: '/am/oauth2/authorize?login=alice&client_id=c&redirect_uri=mymap://x' },
    { method: 'PUT', url: '/admin/accounts/alice', payload: { devices: [{ id: 'a' }, { id: 'a' }] } },
    { method: 'PUT', url: '/admin/accounts/eve', payload: { devices: [{ id: 'a', enrolledAt: '2026-99-99T99:99:99Z' }] } },
    { method: 'PUT', url: '/admin/accounts/dave', payload: { trustedPhoneNumber: '0639980104' } },
    { method: 'DELETE', url: '/admin/accounts/carol' },
    { method: 'GET', url: '/admin/accounts' },
    { method: 'GET', url: '/admin/sms' },
    { method: 'POST', url: '/admin/reset' }
  )
)

async function answer ({ app }: Started, sandbox: string, { method, url, payload }: Step): Promise<string> {
  const { statusCode, body } = await app.inject({ method, url: `/sandbox/${sandbox}${url}`, headers: { authorization: 'Bearer alice' }, ...(payload !== undefined && { payload }) })
  return `${statusCode} ${body}`
}

/** The answers that a sandbox gives to steps, one after the other. */
export async function walk (kit: Started, sandbox: string, steps: readonly Step[]): Promise<string> {
  const answers: string[] = []
  for (const step of steps) answers.push(await answer(kit, sandbox, step))
  return answers.join('\n')
}
