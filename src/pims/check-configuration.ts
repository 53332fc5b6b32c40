import { ACCOUNT_STATES } from '../words/account-states.ts'
import { Configurations } from './device/configuration.ts'
import type { Context, Operation } from './language/operation.ts'
import { PimsError } from './language/pims-error.ts'

/**
 * Checks that the application is configured for an operation: by its account, and by what `pims.initialize` was given
 * on this device. Where a component that is not configured has no code of its own (2344), the core is not well
 * configured (2006); docs/reference/http-api.md#order-of-checks.
 *
 * @throws PimsError 2006 or 2344
 */
export function checkConfiguration ({ component, documents }: Operation, { sandbox, account, deviceId }: Context): void {
  if (account !== undefined) {
    if (ACCOUNT_STATES[2006].isSo(account) && documents(2006)) throw new PimsError(2006, { reason: `the application of ${account.id} is misconfigured (application.core)` })
    if (ACCOUNT_STATES[2344].isSo(account) && documents(2344)) throw new PimsError(2344, { component, reason: `the application of ${account.id} is misconfigured (application.strongAuthentication)` })
  }
  const given = component === 'StrongAuthentication' ? sandbox.part(Configurations).get(deviceId) : undefined
  if (given === undefined || given.strongAuthentication) return
  throw new PimsError(documents(2344) ? 2344 : 2006, { component, reason: 'pims.initialize was called without macID or inWeboURL, and pims.sdk.configuration has not added them' })
}
