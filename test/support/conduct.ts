import { Traffic } from '../../src/conduct/traffic.ts'
import type { ConductRule } from '../../src/conduct/rule.ts'
import type { JournalEntry } from '../../src/journal/journal.ts'
import { targets } from '../../src/app.ts'
import { Tokens } from '../../src/oauth/tokens.ts'
import { Fixtures } from '../../src/sandbox/accounts/fixtures.ts'
import { Sandbox } from '../../src/sandbox/sandbox.ts'
import type { Purpose } from '../../src/wire/sms.ts'
import { carol, settings, START } from './inwebo.ts'
import { recordRequest, type RequestRecorded } from './record-request.ts'

/** A request as a test tells it. */
interface Told extends RequestRecorded {
  /** Milliseconds after the answer of the one before; none when absent. */
  readonly pause?: number
  /** Milliseconds until its answer. */
  readonly duration?: number
}

/** The requests of one client, and what a rule finds in them. */
export function clientOf (rule: ConductRule, changed: Partial<typeof settings> = {}) {
  const alice = { ...carol, id: 'alice', pin: '1234', password: 'Password-1' }
  const sandbox = new Sandbox('default', { settings: { ...settings, journalSize: 1000, ...changed }, targets, fixtures: new Fixtures([alice, { ...carol, id: 'bob', customerId: 'AP-ACNT200000000009', login: 'bob@example.com' }]), machine: () => START })
  let now = 0
  return {
    sandbox,
    alice,
    /** Sends a request. */
    ask ({ pause = 1, duration = 1, end, ...request }: Told & { readonly end?: JournalEntry['end'] } = {}): JournalEntry {
      const entry = recordRequest(sandbox, { account: 'alice', ...request })
      const arrival = now + pause
      now = arrival + duration
      return Object.assign(entry, { arrival, duration, ...end !== undefined && { end } })
    },
    /** Has a code sent. */
    send (code: string, purpose: Purpose = 'phoneNumberCertification', life = 60_000) {
      const sentAt = sandbox.clock.now()
      return sandbox.codes.issue({ account: 'alice', purpose, code, phoneNumber: '+33639980101', sentAt, expiresAt: sentAt + life })
    },
    /** Has a token given out. */
    token: (kind: Parameters<Tokens['issue']>[0] = 'access', to = 'alice') => sandbox.part(Tokens).issue(kind, { id: to }, 'openid').value,
    /** Ids of the requests of each breach, with their severity where it is not the rule's. */
    found: () => [...rule.find(new Traffic(sandbox))].map(({ requests, severity }) => [...requests.map(({ id }) => id), ...severity === undefined || severity === rule.severity ? [] : [severity]])
  }
}
