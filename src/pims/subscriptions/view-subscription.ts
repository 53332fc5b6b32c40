import type { SubscriptionView } from '../../wire/subscription.ts'
import type { Subscription } from './subscriptions.ts'

/** A subscription as the admin API shows it. */
export const viewSubscription = ({ id, operation, api, account, device, parameters, since, results }: Subscription): SubscriptionView => ({
  id,
  operation,
  api,
  account: account ?? null,
  device,
  parameters: { ...parameters },
  since: new Date(since).toISOString(),
  results
})
