// @ts-nocheck
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A place that a text points to: a path from the root, with the anchor behind `#` where it names one. */
interface Reference {
  readonly path: string
  readonly anchor?: string | undefined
}

/** Every file below some folders that has one of these endings, and the files named, as paths from the root. */
export const filesOf = (places: readonly string[], ending: RegExp): string[] => places.flatMap((place) =>
  statSync(join(root, place)).isFile()
    ? [place]
    : readdirSync(join(root, place), { recursive: true, encoding: 'utf8' }).filter((file) => ending.test(file)).map((file) => join(place, file)))

/** What is wrong with the references in a file: each that leads nowhere, and each section named without its document. */
export const problemsIn = (file: string): string[] => problemsOf(file, readFileSync(join(root, file), 'utf8'))

/** As `problemsIn`, of the text of a file that need not exist. */
export function problemsOf (file: string, text: string): string[] {
  const references = file.endsWith('.md') ? inPage(withoutExamples(text), file) : inComments(commentsOf(text))
  return references.map((problem) => `${file}: ${problem}`)
}

const inPage = (markdown: string, file: string): string[] => {
  const prose = markdown.replaceAll(LINK, '')
  return [...linksOf(markdown, file), ...pathsOf(prose)].filter(leadsNowhere).map(shown).concat(bareSections(prose))
}

const inComments = (prose: string): string[] => pathsOf(prose).concat(pagesOf(prose)).filter(leadsNowhere).map(shown).concat(bareSections(prose))

const LINK = /\[[^\]]*\]\(([^)\s]*)\)/g

const withoutExamples = (markdown: string) => markdown.replace(/^ *```.*?^ *```/gms, '')

const commentsOf = (code: string) => [...code.matchAll(/\/\*.*?\*\/|(?<=^|\s)\/\/ .*$/gms)].map(([comment]) => comment).join('\n')

/** The targets of Markdown links, but for those elsewhere. */
const linksOf = (markdown: string, file: string): Reference[] =>
  [...markdown.matchAll(LINK)].map(([, target = '']) => target).filter((target) => !/^\w+:/.test(target)).map((target) => {
    const [path = '', anchor] = target.split('#')
    return { path: path === '' ? file : relative(root, join(root, dirname(file), path)), anchor }
  })

/** Paths from the root, such as `docs/reference/http-api.md#4-faults` or `src/app.ts`; no patterns. */
const pathsOf = (prose: string): Reference[] =>
  named(prose, /(?<![\w./@-])((?:docs|src|routes|test|fixtures|scripts|bench|console|clients)\/[\w./-]+)(?![*{<\w])(?:#([\w-]+))?/g)

/** Pages that are named without a folder. */
const pagesOf = (prose: string): Reference[] => named(prose, /(?<![\w./@-])([\w-]+\.md)\b(?:#([\w-]+))?/g)

const named = (prose: string, pattern: RegExp): Reference[] =>
  [...prose.matchAll(pattern)].map(([, path = '', anchor]) => ({ path: path.replace(/[./]+$/, ''), anchor }))

const leadsNowhere = ({ path, anchor }: Reference): boolean =>
  !existsSync(join(root, path)) || (anchor !== undefined && !anchorsOf(path).includes(anchor))

const shown = ({ path, anchor }: Reference): string => anchor === undefined ? `${path} does not exist` : `${path}#${anchor} does not exist`

/** The anchors that GitHub gives the headings of a page. */
const anchorsOf = (path: string): string[] =>
  [...withoutExamples(readFileSync(join(root, path), 'utf8')).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading.toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-'))

/** Sections that a text names without a link and without an RFC. */
const bareSections = (prose: string): string[] =>
  [...prose.matchAll(/(?<!RFC \d+,? )\bsections? \d[\d.]*/gi)].map(([section]) => `"${section}" of which document?`)
