import { computed, effect, signal } from '@preact/signals'
import { en, type Words } from '../../words/en.ts'
import { formatters } from '../../words/format.ts'
import { language } from './prefs.ts'

const french = signal<Words | undefined>(undefined)
const texts = signal<typeof import('../../words/translate.ts') | undefined>(undefined)

/** Loads the words of the language that is chosen. */
export async function loadWords (): Promise<void> {
  if (language.value === 'fr') french.value ??= (await import('../../words/fr.ts')).fr
}

/** Loads what the server says in that language, which can wait. */
async function loadTexts (): Promise<void> {
  if (language.value === 'fr') texts.value ??= await import('../../words/translate.ts')
}
effect(() => { loadWords().then(loadTexts).catch(() => {}) })

export const words = computed((): Words => language.value === 'fr' ? french.value ?? en : en)

/** What the server says in English, in the language of the page; nothing where the page does not know it. */
export const translated = (text: string): string | undefined => language.value === 'fr' ? texts.value?.inFrench(text) : text

/** The same, or else the English: where no element can say which language it is. */
export const said = (text: string): string => translated(text) ?? text
export const format = computed(() => formatters(language.value === 'fr' && navigator.languages[0]?.startsWith('fr') !== true ? 'fr-FR' : navigator.languages.find((tag) => tag.startsWith(language.value)) ?? language.value))
