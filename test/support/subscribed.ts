import { HTTP_KINDS, RESULT_KINDS } from '../../src/effects/index.ts'
import { type JournalDraft, recordDraft, startDraft } from '../../src/journal/draft.ts'
import type { ResultMessage } from '../../src/pims/subscriptions/result-message.ts'
import { type Breakage, type Subscription, Subscriptions } from '../../src/pims/subscriptions/subscriptions.ts'
import { Fixtures } from '../../src/sandbox/accounts/fixtures.ts'
import { Sandbox } from '../../src/sandbox/sandbox.ts'
import { Targets } from '../../src/targets/targets.ts'
import { settings, START } from './inwebo.ts'

const subscription = (id: string, name: string) => ({ id, name, face: 'pims', takes: HTTP_KINDS, takesOnResult: RESULT_KINDS, errors: [2302, 2202] } as const)
const targets = new Targets([subscription('subscribe.signal', 'signal'), subscription('subscribe.event.remote', 'event'), subscription('subscribe.trips', 'trips')])

/** A sandbox with a few operations to subscribe to, on a machine whose clock stands still. */
export const subscribableSandbox = (): Sandbox => new Sandbox('default', { settings, targets, fixtures: new Fixtures([]), machine: () => START })

/** A subscription whose messages memory takes. */
export interface Subscribed {
  readonly subscription: Subscription
  readonly draft: JournalDraft
  /** The messages as they came; `end` for the end of the stream, and how each was broken. */
  readonly got: unknown[]
}

interface About {
  readonly operation?: string
  readonly api?: string
  readonly account?: string | undefined
  readonly device?: string
  readonly parameters?: Readonly<Record<string, unknown>>
  /** Whether its reader takes messages. */
  readonly takes?: () => boolean
}

/** Subscribes in memory, as a channel would. */
export function subscribeTo (sandbox: Sandbox, { operation = 'subscribe.signal', api = 'pims.vehicle.signal', account = 'alice', device = 'device-1', parameters = {}, takes = () => true }: About = {}): Subscribed {
  const got: unknown[] = []
  const read = (head: string, message: ResultMessage): unknown => JSON.parse(head + message.bytes.toString())
  const draft = startDraft(sandbox, 'pims', 'http')
  draft.call = { operation, account, device, phoneNumber: undefined }
  recordDraft(draft, sandbox, { status: 'SUCCEEDED' }, { isAnswered: true, goesOn: true, isLarge: false, weight: 0 })
  const subscriptions = sandbox.part(Subscriptions)
  subscriptions.check({ api, account, device })
  const subscription = subscriptions.open({
    operation,
    api,
    account,
    device,
    parameters,
    draft,
    receiver: {
      send (head, message) {
        if (takes()) got.push(read(head, message))
        return takes()
      },
      breakOff (how: Breakage) { got.push(how) },
      end () { got.push('end') }
    }
  })
  return { subscription, draft, got }
}
