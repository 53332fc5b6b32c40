import { outcomeOf } from '../../src/words/outcomes.ts'
import { isVerb } from '../../src/words/verbs.ts'
import { words } from '../state/page/language.ts'
import type { Effect, Entry } from '../state/world/wire.ts'
import { effectWord } from '../words/sentence.ts'
import { Icon } from './icons.tsx'

/** How a request was answered: the same badge everywhere. */
export function Answer ({ entry }: { entry: Entry }) {
  const { code, httpStatus, status, fault } = entry
  switch (outcomeOf(entry)) {
    case 'fault': return <span class='badge fault'><Icon name='bolt' solid />{code ?? effectWord(fault?.effect as Effect | null, words.value)}</span>
    case 'unrouted': return <span class='badge unrouted'><Icon name='none' />{httpStatus ?? 404}</span>
    case 'failed': return <span class='badge bad'>{code ?? httpStatus ?? words.value.traffic.noAnswer}</span>
    case 'fine': return <span class='badge good'>{status === null ? httpStatus : 'OK'}</span>
  }
}

/** An operation with its verb, the last part bold. */
export function OperationName ({ id }: { id: string }) {
  const [first = '', ...rest] = id.split('.')
  const hasVerb = isVerb(first)
  const parts = hasVerb ? rest : [first, ...rest]
  const last = parts.pop()
  return (
    <span class='operation' lang='en' translate={false}>
      {hasVerb && <span class='verb'>{first}</span>}
      <span class='operation-name'>{parts.length > 0 && <span class='operation-path'>{parts.join('.')}.</span>}<b>{last}</b></span>
    </span>
  )
}
