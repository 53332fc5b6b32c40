/** A line of a list: an item, or the day on which those below it were. */
export type Line<Item> = { readonly item: Item, readonly index: number } | { readonly day: string }

/**
 * The lines of a list, with a line of its own wherever a day begins that is not that of the item above.
 *
 * @param atOf when an item was, in ISO 8601
 */
export function linesOf<Item> (items: readonly Item[], atOf: (item: Item) => string): Array<Line<Item>> {
  const lines: Array<Line<Item>> = []
  let above: string | undefined
  items.forEach((item, index) => {
    const at = atOf(item)
    if (above !== undefined && !isSameDay(above, at)) lines.push({ day: at })
    lines.push({ item, index })
    above = at
  })
  return lines
}

/** Characters of ISO 8601 up to the hour, which is within a day in nearly every zone. */
const HOUR = 13

/** Whether two times are on one day of the zone of the browser. */
const isSameDay = (one: string, other: string): boolean =>
  one.slice(0, HOUR) === other.slice(0, HOUR) || new Date(one).toDateString() === new Date(other).toDateString()
