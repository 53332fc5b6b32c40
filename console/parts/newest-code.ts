import { pending } from '../state/derived/pending.ts'
import { words } from '../state/page/language.ts'
import { route } from '../state/page/location.ts'
import { groupCode } from '../words/format.ts'
import { copy } from './copy.tsx'

/** The newest message whose code works, of the phone that is shown or of any. */
export function newest () {
  const { view, id } = route.value
  return pending.value.find(({ to }) => view !== 'phones' || id === undefined || to === id)
}

/** Puts the newest code into the clipboard. */
export async function copyNewest (): Promise<void> {
  const message = newest()
  if (message !== undefined) await copy(message.code, words.value.copiedCode(groupCode(message.code)))
}
