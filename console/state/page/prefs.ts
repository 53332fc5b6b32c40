import { effect, signal } from '@preact/signals'

/** A choice of the user that this browser keeps, where it lets us. */
function kept<Value extends string> (name: string, fallback: Value, values: readonly Value[]) {
  const choice = signal<Value>(values.find((value) => value === read(`pims-mock.${name}`)) ?? fallback)
  effect(() => write(`pims-mock.${name}`, choice.value))
  return choice
}

function read (key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function write (key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch { // a browser that keeps nothing
  }
}

export const THEMES = ['auto', 'dark', 'light'] as const

export const theme = kept('theme', 'auto', THEMES)
export const language = kept('language', navigator.languages[0]?.startsWith('fr') === true ? 'fr' : 'en', ['en', 'fr'])
export const shortcuts = kept('shortcuts', 'on', ['on', 'off'])

effect(() => {
  document.documentElement.lang = language.value
  document.documentElement.dataset.theme = theme.value
})
