import type { LoggedEvent } from '../sandbox/event-log.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { viewAccount } from './account-view.ts'
import { viewEntry } from '../journal/view.ts'

/** What a watcher is shown of something that happened, as JSON. */
export function viewEvent (sandbox: Sandbox, event: LoggedEvent): unknown {
  switch (event.type) {
    case 'sms': return event.details[0]
    case 'request': return viewEntry(event.details[0])
    case 'fault': return event.details[0]
    case 'account': {
      const [id, account] = event.details
      return { id, account: account === undefined ? null : viewAccount(sandbox, account) }
    }
    case 'reset': return {}
    case 'dropped': return { reason: 'the sandbox was dropped' }
  }
}
