import { NETWORK_CODES } from '../../words/network-codes.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { checkEntitled } from '../account-checks.ts'
import { redeemOtp } from '../issue-otp.ts'
import { deviceFields } from './device-fields.ts'
import { ServiceError } from './err.ts'
import { checkServiceId, requireText, requireUser } from './fields.ts'
import type { Output, ServiceFields, ServiceOperation } from './operation.ts'
import { noteLogin } from './provisioning/logins.ts'
import { AUTHENTICATION } from './results.ts'

const ERRORS = [2102, ...NETWORK_CODES, 2305, 2308, 2310, 2312, 2314] as const

/** Checks a one-time password, which is used up by it on every face. */
function authenticate (sandbox: Sandbox, fields: ServiceFields): Output {
  const account = requireUser(sandbox, fields)
  const token = requireText(fields, 'token')
  checkEntitled(account)
  const device = redeemOtp(sandbox, account, token)
  noteLogin(sandbox, account)
  return deviceFields(sandbox, account, device)
}

/** Checks the one-time password that seals data. What binds it to the data is not public: any data will do. */
function verifySeal (sandbox: Sandbox, fields: ServiceFields): Output {
  const account = requireUser(sandbox, fields)
  requireText(fields, 'data')
  if (account.inwebo.access === 'refused') throw new ServiceError('NOK:FORBIDDEN', 'the account is refused access, so it may not seal')
  if (!account.devices.some(({ enabled, inwebo }) => enabled && inwebo?.state === 'active')) throw new ServiceError('NOK:NoKey', `no enabled device of ${account.id} has keys to seal with`)
  return authenticate(sandbox, fields)
}

const inService = (run: ServiceOperation['run']): ServiceOperation['run'] => (sandbox, fields) => {
  checkServiceId(fields)
  return run(sandbox, fields)
}

const OTP = { userId: 'string', serviceId: 'string', token: 'string' } as const
const SEAL_ERRORS = [...ERRORS, 2317] as const

/** The operations that check a one-time password and say which device made it. */
export const authentications: readonly ServiceOperation[] = [
  { name: 'authenticateExtended', parameters: OTP, result: AUTHENTICATION, errors: ERRORS, run: inService(authenticate) },
  { name: 'sealVerify', parameters: { ...OTP, data: 'string' }, result: AUTHENTICATION, errors: SEAL_ERRORS, run: inService(verifySeal) },
  { name: 'sealDeferredVerify', parameters: { ...OTP, data: 'string', s_date: 'string' }, result: AUTHENTICATION, errors: SEAL_ERRORS, run: inService(verifySeal) }
]

/** Those that only say whether it is right. */
export const plainAuthentications: readonly ServiceOperation[] = [
  { name: 'authenticate', parameters: OTP, result: 'text', errors: ERRORS, run: inService(authenticate) },
  { name: 'authenticateWithIp', parameters: { ...OTP, ip: 'string' }, result: 'text', errors: ERRORS, run: inService(authenticate) },
  { name: 'authenticateRadius', parameters: { userId: 'string', radius_ip: 'string', token: 'string' }, result: 'text', errors: ERRORS, run: authenticate }
]
