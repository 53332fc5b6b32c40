import type { Vehicle } from '../../vehicles/vehicle.ts'
import { type Link, linksOf } from './links.ts'

/** A list of the vehicle API, all of it on one page. @param last the link to the last page */
export const onePage = (self: Link, name: string, items: readonly object[], last = self) => ({
  total: items.length,
  currentPage: 1,
  totalPage: 1,
  _links: { self, first: self, last },
  _embedded: { [name]: items }
})

/** A list of a car. @param query of the link to the last page, which is the only one all the same */
export function carPage ({ vin }: Vehicle, api: string, name: 'trips' | 'alarms' | 'alerts', items: readonly object[], query = '') {
  const self = linksOf(api).of(vin, name)
  return onePage(self, name, items, { href: `${self.href}${query}` })
}
