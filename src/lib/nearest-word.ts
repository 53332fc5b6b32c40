import { distance } from 'fastest-levenshtein'

/** How much of a word may differ from what was meant. */
const LIKENESS = 0.4
/** Characters of a word that are compared, and words that are compared with it. */
const MAX_LENGTH = 80
const MAX_WORDS = 1000

/** The word that somebody may have meant who wrote this one; none where no word is like it. */
export function nearestWord (given: string, words: Iterable<string>): string | undefined {
  if (given.length > MAX_LENGTH) return undefined
  const asked = given.toLowerCase()
  let best: { word: string | undefined, cost: number } = { word: undefined, cost: Math.floor(LIKENESS * given.length) + 1 }
  let left = MAX_WORDS
  for (const word of words) {
    if (left-- <= 0) break
    const cost = distance(asked, word.toLowerCase().slice(0, MAX_LENGTH))
    if (cost < best.cost) best = { word, cost }
  }
  return best.word
}

/** `Did you mean alice? `, for the middle of a sentence; nothing where no word is like it. */
export function didYouMean (given: string, words: Iterable<string>): string {
  const word = nearestWord(given, words)
  return word === undefined ? '' : `Did you mean ${word}? `
}

/** `Did you mean alice?`; where no word is like it, what there is instead, as a sentence. */
export const suggest = (given: string, words: Iterable<string>, otherwise: string): string =>
  didYouMean(given, words).trimEnd() || otherwise
