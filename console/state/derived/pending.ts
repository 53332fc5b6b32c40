import { computed } from '@preact/signals'
import { now } from './clock.ts'
import { expiryOf, stateAt } from './messages.ts'
import { sms } from '../world/store.ts'
import type { Sms, SmsState } from '../world/wire.ts'

/** Messages whose code works unless its time is up; few, so that they can be asked every second. */
const notSpent = computed(() => sms.value.filter((message) => message.dueAt === undefined && message.lost !== true && message.state === 'pending'))

let known: readonly Sms[] = []

/** Messages whose code works now, newest first; another list only when they are others, so that a second that goes by draws nothing. */
export const pending = computed((): readonly Sms[] => {
  const found = notSpent.value.filter((message) => expiryOf(message) > now.value)
  if (found.length !== known.length || found.some((message, index) => message !== known[index])) known = found
  return known
})

/** What has become of the code of a message by now; looks at the clock only where that matters. */
export const stateNow = (message: Sms): SmsState => message.state === 'pending' ? stateAt(message, now.value) : message.state
