/** The views that are in a file of their own, which is loaded once the first one is there. */
export { Accounts } from './accounts/accounts.tsx'
export { Conduct } from './conduct/conduct.tsx'
export { Setup } from './setup/setup.tsx'
export { Subscriptions } from './subscriptions/subscriptions.tsx'
export { Switches } from './switches/switches.tsx'
export { Traffic } from './traffic/traffic.tsx'
