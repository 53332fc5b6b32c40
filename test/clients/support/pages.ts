import { readFileSync } from 'node:fs'

/** The pages on clients whose blocks of code are tested. */
export const pages = ['facade', 'android', 'ios', 'react-native', 'flutter', 'node', 'python', 'java', 'testcontainers', 'inwebo-service'] as const
export type Page = typeof pages[number]

/** A block of code, and whether the page says of it that it is not run here. */
export interface Block {
  readonly language: string
  readonly text: string
  readonly isMarked: boolean
}

/** The blocks of a page, in its order. */
export function blocksOf (page: Page): Block[] {
  const parts = readFileSync(`docs/clients/${page}.md`, 'utf8').matchAll(/([^\n]*\n[^\n]*)\n\n```(\w+)\n(.*?)```/gs)
  return [...parts].map(([, before = '', language = '', text = '']) => ({ language, text, isMarked: /not run\s+here/i.test(before) }))
}

/** The block of a page that is run: the first in that language without a mark; `url` takes the place of the address in it. */
export function example (page: Page, language: string, url?: string): string {
  const block = blocksOf(page).find((block) => block.language === language && !block.isMarked)
  if (block === undefined) throw new Error(`${page}.md has no ${language}`)
  return url === undefined ? block.text : block.text.replaceAll(/http:\/\/(10\.0\.2\.2|localhost):3000/g, url)
}
