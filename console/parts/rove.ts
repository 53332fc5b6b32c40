const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }

/** Moves the focus among the buttons and links of a group, which is one stop of the Tab key. */
export function moveFocus (event: KeyboardEvent): void {
  const step = STEPS[event.key]
  const { currentTarget: group, target } = event
  if (step === undefined || !(group instanceof HTMLElement) || !(target instanceof HTMLElement)) return
  const items = [...group.querySelectorAll<HTMLElement>('button, a[href]')]
  const index = Math.min(items.length - 1, Math.max(0, items.indexOf(target) + step))
  for (const item of items) item.tabIndex = item === items[index] ? 0 : -1
  items[index]?.focus()
  event.preventDefault()
}
