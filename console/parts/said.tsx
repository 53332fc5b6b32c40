import { translated } from '../state/page/language.ts'

/** What the server says, in the language of the page; marked as English where the page has no words of its own for it. */
export function Said ({ text }: { text: string }) {
  const known = translated(text)
  return known === undefined ? <span lang='en'>{text}</span> : <>{known}</>
}
