import type { Profile } from '../../../wire/gigya.ts'
import { text } from '../../language/parameter.ts'

/** The parameters that say who an account is created for; `local` is the vendor's spelling. */
export const person = {
  firstName: text('Catherine'),
  lastName: text('Dupont'),
  country: text('France'),
  local: text('FR-fr')
}

/** The profile of an account that is created. */
export const profileOf = ({ firstName, lastName, country, local }: Readonly<Record<keyof typeof person, string>>): Profile =>
  ({ firstName, lastName, country, locale: local })
