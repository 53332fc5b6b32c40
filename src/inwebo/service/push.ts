import { NETWORK_CODES } from '../../words/network-codes.ts'
import type { Account, Device } from '../../sandbox/accounts/account.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { checkEntitled, checkNotBlocked } from '../account-checks.ts'
import { deviceFields } from './device-fields.ts'
import { ServiceError } from './err.ts'
import { checkServiceId, requireText, requireUser } from './fields.ts'
import type { Output, ServiceFields, ServiceOperation } from './operation.ts'
import { PUSH_LIFE, Pushes } from './pushes.ts'
import { AUTHENTICATION, PUSH_SENT } from './results.ts'

/** Asks the user, on the first device that takes pushes, to accept a login. */
function pushAuthenticate (sandbox: Sandbox, fields: ServiceFields): Output {
  checkServiceId(fields, 'NOK:access forbidden')
  const account = requireUser(sandbox, fields, 'NOK:NOLOGIN')
  checkNotBlocked(account)
  checkEntitled(account)
  const device = requireApps(account).find(({ push }) => push !== false)
  if (device === undefined) throw new ServiceError('NOK:NOPUSH', `no device of ${account.id} takes pushes: all have push: false`)
  const { sessionId } = sandbox.part(Pushes).send(account, device)
  return { ...deviceFields(sandbox, account, device), sessionId }
}

/** Says what the user answered. It can be asked again, until the push is forgotten. */
function checkPushResult (sandbox: Sandbox, fields: ServiceFields): Output {
  checkServiceId(fields, 'NOK:access forbidden')
  const account = requireUser(sandbox, fields, 'NOK:NOLOGIN')
  const push = sandbox.part(Pushes).get(requireText(fields, 'sessionId'))
  if (push?.account !== account.id) throw new ServiceError('NOK', 'sessionId is of no push to this user, or of one that was forgotten')
  if (push.state === 'refused') throw new ServiceError('NOK:REFUSED', 'the user refused the push')
  if (push.state === 'timedOut') throw new ServiceError('NOK:TIMEOUT', `the user did not answer within ${PUSH_LIFE / 1000} s of the sandbox's clock`)
  const device = requireApps(account).find(({ id }) => id === push.device)
  if (device === undefined) throw new ServiceError('NOK:NOMA', `the device ${push.device} was removed, or disabled, since the push`)
  if (push.state === 'waiting') throw new ServiceError('NOK:WAITING', 'the user has not answered yet: POST /admin/pushes/{sessionId} answers, and so does pushAnswer of the account')
  return deviceFields(sandbox, account, device)
}

/** The devices that a user can be asked on. */
function requireApps ({ id, devices }: Account): readonly Device[] {
  const apps = devices.filter(({ enabled, inwebo }) => enabled && inwebo?.state !== 'ms-pending')
  if (apps.length === 0) throw new ServiceError('NOK:NOMA', `${id} has no enabled device`)
  return apps
}

/** The operations of a push. */
export const pushOperations: readonly ServiceOperation[] = [
  { name: 'pushAuthenticate', parameters: { userId: 'string', serviceId: 'string' }, result: PUSH_SENT, errors: [2102, ...NETWORK_CODES, 2308, 2310, 2313, 2314], run: pushAuthenticate },
  { name: 'checkPushResult', parameters: { userId: 'string', serviceId: 'string', sessionId: 'string' }, result: AUTHENTICATION, errors: [2102, ...NETWORK_CODES, 2308, 2313], run: checkPushResult }
]
