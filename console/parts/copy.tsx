import { signal } from '@preact/signals'
import { say } from '../state/page/notice.ts'
import { words } from '../state/page/language.ts'
import { Icon } from './icons.tsx'

/** Milliseconds that a button says that it copied. */
const SHOWN = 1600

/** What was copied last, for a moment. */
export const copied = signal<string | undefined>(undefined)
let timer: ReturnType<typeof setTimeout> | undefined

/** Puts a text into the clipboard. */
export async function copy (text: string, sentence = words.value.copied): Promise<void> {
  if (navigator.clipboard === undefined || !await navigator.clipboard.writeText(text).then(() => true, () => false)) copyBySelection(text)
  copied.value = text
  clearTimeout(timer)
  timer = setTimeout(() => { copied.value = undefined }, SHOWN)
  say(sentence)
}

/** Over plain HTTP in a network browsers have no clipboard API. */
function copyBySelection (text: string): void {
  const focused = document.activeElement
  const area = document.createElement('textarea')
  area.value = text
  area.className = 'out-of-sight'
  const host = document.querySelector('dialog[open]') ?? document.body
  host.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
}

/** A small button that copies a text. */
export const CopyButton = ({ text, label = words.value.copy }: { text: string, label?: string }) => (
  <button type='button' class='icon-button' title={label} onClick={() => { copy(text).catch(() => {}) }}>
    <Icon name={copied.value === text ? 'check' : 'copy'} /><span class='hidden'>{copied.value === text ? words.value.copied : label}</span>
  </button>
)

/** A text of machines, with a button that copies it. */
export const Snippet = ({ text, label }: { text: string, label: string }) => (
  <div class='snippet'><pre tabIndex={0} aria-label={label}>{text}</pre><CopyButton text={text} /></div>
)
