import { effect } from '@preact/signals'
import { render } from 'preact'
import { Bar } from './frame/bar.tsx'
import { FaultBar } from './frame/fault-bar.tsx'
import { Help, listenToKeys } from './frame/shortcuts.tsx'
import { showTitle } from './frame/title.ts'
import { Notices } from './frame/toast.tsx'
import { TokenForm } from './frame/token-form.tsx'
import { drawn, loadViews } from './frame/views.tsx'
import { Boundary } from './parts/boundary.tsx'
import { runClock } from './state/derived/clock.ts'
import { followEvents } from './state/server/event-stream.ts'
import { leaveToast, say, toast } from './state/page/notice.ts'
import { loadWords, words } from './state/page/language.ts'
import { link } from './state/server/link.ts'
import { LiveTraffic } from './views/traffic/live-traffic.tsx'
import { groupCode } from './words/format.ts'

function App () {
  if (link.value.is === 'token') return <TokenForm />
  const { name = '', component, rail = false } = drawn.value ?? {}
  const View = component?.()
  return (
    <>
      <a class='skip' href='#main' onClick={(event) => { event.preventDefault(); document.getElementById('main')?.focus() }}>{words.value.skip}</a>
      <header><Bar /><FaultBar /></header>
      <div class={rail ? 'content with-rail' : 'content'}>
        <main id='main' class={`view ${name}`} tabIndex={-1}>{View !== undefined && <Boundary key={name}><View /></Boundary>}</main>
        {rail && <LiveTraffic />}
      </div>
      <Notices />
      <Help />
    </>
  )
}

runClock()
showTitle()
listenToKeys()
loadViews()
drawn.subscribe(leaveToast)
let wasLost = false
effect(() => {
  const { is } = link.value
  if (is === 'lost') say(words.peek().lost)
  if (is === 'live' && wasLost && toast.peek()?.text !== words.peek().anew) say(words.peek().back)
  wasLost = is === 'lost'
})
followEvents((events) => {
  for (const event of events) {
    if (event.type === 'sms') say(words.value.phones.arrived(groupCode(event.data.code), event.data.account))
  }
})
const show = (): void => render(<App />, document.body)
loadWords().then(show, show)
