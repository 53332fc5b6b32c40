import { effect, signal } from '@preact/signals'
import { newest } from '../parts/newest-code.ts'
import { words } from '../state/page/language.ts'
import { route, sandbox } from '../state/page/location.ts'
import { faults } from '../state/world/store.ts'
import { groupCode } from '../words/format.ts'
import { viewOf } from './views.tsx'

const hidden = signal(document.hidden)

/** Has the tab say what counts when nobody looks at the page: that a fault is on, and the newest code. */
export function showTitle (): void {
  document.addEventListener('visibilitychange', () => { hidden.value = document.hidden })
  effect(() => {
    const isOn = faults.value.length > 0
    const code = hidden.value ? newest()?.code : undefined
    const parts = [code === undefined ? undefined : groupCode(code), words.value.views[viewOf(route.value.view).name], 'pims-mock', sandbox]
    document.title = `${isOn ? '⚡ ' : ''}${parts.filter((part) => part !== undefined).join(' · ')}`
    document.querySelector('link[rel=icon]')?.setAttribute('href', isOn ? 'icon-on.svg' : 'icon.svg')
  })
}
