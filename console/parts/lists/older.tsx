import { words } from '../../state/page/language.ts'
import { isLive } from '../../state/server/link.ts'

/** At the end of a list that the page has only the beginning of: brings more of it. */
export function Older ({ list: { hasMore, load } }: { list: { readonly hasMore: () => boolean, readonly load: () => Promise<void> } }) {
  if (!hasMore()) return null
  return <button type='button' class='quiet-button older' disabled={!isLive.value} onClick={() => { load().catch(() => {}) }}>{words.value.older}</button>
}
