import { toldName, toldScheme } from './vocabulary.ts'
import { type Wording, words } from './wording.ts'

/** Where two redirects differ: in what opens them, and in the parameters that they carry. Where they go to is the client's. */
export function locationDifferences (real: string | undefined, mock: string | undefined): Wording[] {
  if (real === undefined || mock === undefined) return real === mock ? [] : [words`${real === undefined ? 'mock' : 'real'} has the header location`]
  const [one, other] = [namesIn(real), namesIn(mock)]
  return [
    ...schemeOf(real) === schemeOf(mock) ? [] : [words`the location: real ${toldScheme(schemeOf(real))}, mock ${toldScheme(schemeOf(mock))}`],
    ...one.filter((name) => !other.includes(name)).map((name) => words`real has \`${toldName(name, false)}\` in the location`),
    ...other.filter((name) => !one.includes(name)).map((name) => words`mock has \`${toldName(name, true)}\` in the location`)
  ]
}

/** What a redirect carries in its query. */
export const redirectParameters = (location: string): URLSearchParams => new URLSearchParams(location.replace(/#.*/s, '').split(/\?(.*)/s, 2)[1] ?? '')

const namesIn = (location: string): string[] => [...new Set(redirectParameters(location).keys())]

/** That of an app, or `http` for a page: some recorders write its address whole that was sent without the host. */
const schemeOf = (location: string): string => /^(?!https?:)([a-z][a-z\d+.-]*):/i.exec(location)?.[1]?.toLowerCase() ?? 'http'
