import { toldName } from './vocabulary.ts'
import { type Wording, words } from './wording.ts'

/** The names of the cookies that a `set-cookie` sets: recorders write several in one, with a line break or a comma between. */
export const cookiesOf = (header = ''): string[] =>
  [...new Set(header.split(/\n|,\s*(?=[^;,=\s]+=)/).flatMap((cookie) => /^\s*([^;=\s]+)=/.exec(cookie)?.[1] ?? []))]

/** Which cookies one of two answers sets alone: a note, as clients keep whatever they are given. */
export function cookieNotes (real: string | undefined, mock: string | undefined): Wording[] {
  const [one, other] = [cookiesOf(real), cookiesOf(mock)]
  return [
    ...one.filter((name) => !other.includes(name)).map((name) => words`real sets the cookie \`${toldName(name, false)}\``),
    ...other.filter((name) => !one.includes(name)).map((name) => words`mock sets the cookie \`${toldName(name, true)}\``)
  ]
}
