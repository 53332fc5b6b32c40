import { computed, effect, signal } from '@preact/signals'
import type { ComponentType } from 'preact'
import type { IconName } from '../parts/icons.tsx'
import { tell } from '../state/page/notice.ts'
import { pending } from '../state/derived/pending.ts'
import { words } from '../state/page/language.ts'
import { route } from '../state/page/location.ts'
import { isLive } from '../state/server/link.ts'
import { faults } from '../state/world/store.ts'
import { Phones } from '../views/phones/phones.tsx'
import type { Words } from '../words/en.ts'

/** A view of the page; a new one is a folder in `views/`, a line in `views/loaded-later.ts` and one here. */
export interface View {
  readonly name: keyof Words['views']
  readonly icon: IconName
  /** What draws it, once that is loaded. */
  readonly component: () => ComponentType | undefined
  /** Whether the live traffic stands beside it where there is room. */
  readonly rail?: boolean
  /** The view that leads to it, for one that is not in the bar. */
  readonly within?: keyof Words['views']
  /** A number beside the name. */
  readonly badge?: { readonly count: () => number, readonly says: keyof Words['badge'] }
}

const later = signal<typeof import('../views/loaded-later.ts')>()

/** The views, in the order of the bar and of the keys 1, 2, 3… */
export const views: readonly View[] = [
  { name: 'phones', icon: 'phone', component: () => Phones, rail: true, badge: { count: () => pending.value.length, says: 'phones' } },
  { name: 'switches', icon: 'bolt', component: () => later.value?.Switches, rail: true, badge: { count: () => faults.value.length, says: 'switches' } },
  { name: 'traffic', icon: 'list', component: () => later.value?.Traffic },
  { name: 'accounts', icon: 'person', component: () => later.value?.Accounts },
  { name: 'subscriptions', icon: 'send', component: () => later.value?.Subscriptions, rail: true },
  { name: 'setup', icon: 'sliders', component: () => later.value?.Setup },
  { name: 'conduct', icon: 'eye', component: () => later.value?.Conduct, within: 'traffic' }
]

/** The views of the bar. */
export const barViews = views.filter(({ within }) => within === undefined)

/** The view that a name stands for, else the first. */
export const viewOf = (name: string): View => views.find((view) => view.name === name) ?? views[0] as View // there is a first

let before: View | undefined

/** The view that is drawn: the one that the route names, and until that is loaded the one before. */
export const drawn = computed((): View | undefined => {
  const named = viewOf(route.value.view)
  if (named.component() !== undefined) before = named
  return before
})

/** Loads the views: at once where the route names one that is missing, else when the page is live. */
export function loadViews (): void {
  effect(() => {
    const isMissing = viewOf(route.value.view).component() === undefined
    if (later.value === undefined && (isMissing || isLive.value)) import('../views/loaded-later.ts').then((views) => { later.value = views }, isMissing ? startAnew : () => {})
  })
}

/** Another build of the page has files of other names, which its first file knows. */
function startAnew (): void {
  if (isLive.peek() && before !== undefined) location.reload()
  else tell(words.peek().lost)
}
