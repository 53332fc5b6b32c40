import { didYouMean } from '../lib/nearest-word.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { SandboxEvent } from '../wire/event.ts'
import type { FaultView, Rule } from '../wire/fault.ts'
import { type FaultChange, Faults, type RuleState } from './engine.ts'
import { explainRule } from './explain.ts'
import { describeReach } from './reach.ts'

/** A rule as the admin API shows it; `shadows` are those of all rules, none when it is the newest. */
export const viewFault = ({ targets, accounts }: Pick<Sandbox, 'targets' | 'accounts'>, { rule, hits, remaining, targets: reached }: RuleState, shadows?: ReadonlyMap<string, string>): FaultView => ({
  ...rule,
  hits,
  remaining,
  targets: [...reached.keys()],
  shadowedBy: shadows?.get(rule.id) ?? null,
  explanation: explainRule({ rule, hits }, { reach: describeReach(rule, reached, targets), lacksAccount: isForNobody(accounts, rule) })
})

/** A rule that was just put: names the account that may have been meant where there is none of that id. For many rules that takes too long. */
export function viewNewFault (sandbox: Sandbox, state: RuleState): FaultView {
  const view = viewFault(sandbox, state)
  const { accounts } = sandbox
  const meant = view.match.account !== undefined && isForNobody(accounts, view) ? didYouMean(view.match.account, accounts.ids()).trimEnd() : ''
  return meant === '' ? view : { ...view, explanation: `${view.explanation}. ${meant}` }
}

/** An account may be made after the rule; more often its id is mistyped. */
const isForNobody = (accounts: Pick<Sandbox['accounts'], 'get'>, { match: { account } }: Pick<Rule, 'match'>): boolean => account !== undefined && accounts.get(account) === undefined

/** The rules of a sandbox, newest first. */
export function viewFaults (sandbox: Sandbox): FaultView[] {
  const faults = sandbox.part(Faults)
  const { shadows } = faults
  return faults.list().map((state) => viewFault(sandbox, state, shadows))
}

/** What the readers of events are told of a change; with the shadows of all rules where it may have changed those. */
export function viewFaultChange (sandbox: Sandbox, change: FaultChange): Extract<SandboxEvent, { type: 'fault' }>['data'] {
  const shadows = () => Object.fromEntries(sandbox.part(Faults).shadows)
  switch (change.what) {
    case 'put': return { what: 'put', id: change.state.rule.id, fault: viewFault(sandbox, change.state), shadows: shadows() }
    case 'deleted': return { ...change, shadows: shadows() }
    case 'hit': return change.remaining === null ? change : { ...change, shadows: shadows() }
    case 'cleared': return change
  }
}
