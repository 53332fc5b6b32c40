import type { Happening } from '../sandbox/event-log.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { viewAccount } from './account-view.ts'
import { viewEntry } from '../journal/view.ts'

/** What a watcher is shown of something that happened, as JSON. */
export function viewHappening (sandbox: Sandbox, happening: Happening): unknown {
  switch (happening.type) {
    case 'sms': return happening.details[0]
    case 'request': return viewEntry(happening.details[0])
    case 'fault': return happening.details[0]
    case 'account': {
      const [id, account] = happening.details
      return { id, account: account === undefined ? null : viewAccount(sandbox, account) }
    }
    case 'reset': return {}
    case 'dropped': return { reason: 'the sandbox was dropped' }
  }
}
