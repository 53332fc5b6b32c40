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

/** The control of each row of a list that the Tab key may stop at. */
const STOPS = '[data-row]:is(a, button), [data-row] [data-stop]'

/** Leaves a list one stop of the Tab key: the row that has the focus, else the one that had it last, else the current one, else the one at an index. */
export function keepOneStop (list: HTMLElement, otherwise = 0): void {
  const stops = [...list.querySelectorAll<HTMLElement>(STOPS)]
  const stop = stops.find((one) => one === document.activeElement) ?? stops.find((one) => one.getAttribute('tabindex') === '0') ??
    stops.find((one) => one.closest('[data-row]')?.getAttribute('aria-current') === 'true') ?? stops[Math.min(otherwise, stops.length - 1)]
  for (const one of stops) {
    const index = one === stop ? '0' : '-1'
    if (one.getAttribute('tabindex') !== index) one.setAttribute('tabindex', index)
  }
}
