import type { ComponentType } from 'preact'
import { Accounts } from '../views/accounts.tsx'
import { Phones } from '../views/phones.tsx'
import { Setup } from '../views/setup.tsx'
import { Switches } from '../views/switches.tsx'
import { Traffic } from '../views/traffic.tsx'
import type { IconName } from '../parts/icons.tsx'
import { now } from '../state/clock.ts'
import { faults, pendingAt } from '../state/store.ts'
import type { Words } from '../words/en.ts'

/** A view of the page; a new one is a file in `views/` and a line here. */
export interface View {
  readonly name: keyof Words['views']
  readonly icon: IconName
  readonly View: ComponentType
  /** Whether the live traffic stands beside it where there is room. */
  readonly rail?: boolean
  /** A number beside the name. */
  readonly badge?: { readonly count: () => number, readonly says: keyof Words['badge'] }
}

/** The views, in the order of the bar and of the keys 1, 2, 3… */
export const views: readonly View[] = [
  { name: 'phones', icon: 'phone', View: Phones, rail: true, badge: { count: () => pendingAt(now.value).length, says: 'phones' } },
  { name: 'switches', icon: 'bolt', View: Switches, rail: true, badge: { count: () => faults.value.length, says: 'switches' } },
  { name: 'traffic', icon: 'list', View: Traffic },
  { name: 'accounts', icon: 'person', View: Accounts },
  { name: 'setup', icon: 'sliders', View: Setup }
]

/** The view that a name stands for, else the first. */
export const viewOf = (name: string): View => views.find((view) => view.name === name) ?? views[0] as View // there is a first
