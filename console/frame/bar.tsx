import { Icon } from '../parts/icons.tsx'
import { language, theme, THEMES } from '../state/page/prefs.ts'
import { writeRoute } from '../state/page/route.ts'
import { words } from '../state/page/language.ts'
import { route } from '../state/page/location.ts'
import { link } from '../state/server/link.ts'
import { ClockMenu } from './clock-menu.tsx'
import { SandboxMenu } from './sandbox-menu.tsx'
import { barViews, type View, viewOf } from './views.tsx'

/** The bar: the views, and whose world this is at what time. */
export const Bar = () => (
  <div class='bar'>
    <a class='brand' href='#/phones'><Icon name='mark' /><span class='brand-name' translate={false}>pims-mock</span></a>
    <nav aria-label='pims-mock'>{barViews.map((view) => <Tab key={view.name} view={view} />)}</nav>
    <div class='bar-end'>
      <SandboxMenu />
      <ClockMenu />
      <LinkState />
      <Theme />
      <button type='button' class='bar-button' lang={language.value === 'fr' ? 'en' : 'fr'} onClick={() => { language.value = language.value === 'fr' ? 'en' : 'fr' }}>
        <span aria-hidden='true'>{words.value.language.code}</span><span class='hidden'>{words.value.language.label}</span>
      </button>
    </div>
  </div>
)

function Tab ({ view: { name, icon, badge } }: { view: View }) {
  const shown = viewOf(route.value.view)
  const isCurrent = (shown.within ?? shown.name) === name
  return (
    <a class='tab' href={writeRoute({ view: name })} aria-current={isCurrent ? 'page' : undefined}>
      <Icon name={icon} /><span class='tab-name'>{words.value.views[name]}</span>
      {badge !== undefined && <Badge {...badge} />}
    </a>
  )
}

function Badge ({ count, says }: NonNullable<View['badge']>) {
  const shown = count()
  if (shown === 0) return null
  return <span class={`count ${says}`}><span aria-hidden='true'>{shown}</span><span class='hidden'>, {words.value.badge[says](shown)}</span></span>
}

const LinkState = () => (
  <span class={`link-state ${link.value.is}`} title={words.value.link[link.value.is]}><span class='dot' /><span class='link-name'>{words.value.link[link.value.is]}</span></span>
)

const ICONS = { auto: 'auto', dark: 'moon', light: 'sun' } as const

function Theme () {
  const next = THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length] ?? 'auto'
  const label = words.value.theme[theme.value]
  return (
    <button type='button' class='bar-button' title={label} onClick={() => { theme.value = next }}><Icon name={ICONS[theme.value]} /><span class='hidden'>{label}</span></button>
  )
}
