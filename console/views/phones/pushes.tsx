import { now } from '../../state/derived/clock.ts'
import { answerPush } from '../../state/actions.ts'
import { words } from '../../state/page/language.ts'
import { isLive } from '../../state/server/link.ts'
import { pushes } from '../../state/world/store.ts'
import type { Push, PushAnswer } from '../../state/world/wire.ts'
import { showLeft } from '../../words/format.ts'

/** Milliseconds that a push still waits for its answer. */
const leftOf = ({ expiresAt }: Push): number => Date.parse(expiresAt) - now.value

/** The pushes that wait for an answer: of one account, or of all. Where none does there is nothing. */
export function Pushes ({ account }: { account: string | undefined }) {
  const waiting = pushes.value.filter((push) => (account === undefined || push.account === account) && leftOf(push) > 0)
  if (waiting.length === 0) return null
  return (
    <section class='messages'>
      <div class='list-head'><h2>{words.value.phones.pushes} <span class='muted'>{waiting.length}</span></h2></div>
      <ul class='rows'>{waiting.map((push) => <Waiting key={push.sessionId} push={push} />)}</ul>
    </section>
  )
}

function Waiting ({ push }: { push: Push }) {
  const { phones: w } = words.value
  const answer = (said: PushAnswer): void => { answerPush(push, said).catch(() => {}) }
  return (
    <li class='push'>
      <span class='message-what'><span class='message-purpose'>{push.account}</span><span class='meta'>{w.asked(push.device)}</span></span>
      <span class='meta'>{w.left(showLeft(leftOf(push)))}</span>
      <button type='button' class='button' disabled={!isLive.value} onClick={() => answer('refuse')}>{w.refuse}</button>
      <button type='button' class='button primary' disabled={!isLive.value} onClick={() => answer('accept')}>{w.accept}</button>
    </li>
  )
}
