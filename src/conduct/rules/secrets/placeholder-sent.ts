import type { JournalEntry } from '../../../journal/journal.ts'
import type { ConductRule } from '../../rule.ts'

/** What a program writes where a value is missing, and what a template has where one was to be put in. */
const PLACEHOLDER = /^(?:undefined|null|NaN|None|nil|\[object Object\]|\$?\{+[\w .-]+\}+|<[\w -]+>|%[A-Z_]+%)$/

/** Whether a value is the name of its parameter in capitals, as in `x-introspect-realm: INTROSPECT_REALM`. */
const isOwnName = (name: string, value: string): boolean =>
  /^[A-Z]+(?:_[A-Z]+)+$/.test(value) && name.replace(/^x-/, '').replaceAll(/[^a-z]/gi, '').toUpperCase() === value.replaceAll('_', '')

const textsOf = ({ parameters, http }: JournalEntry): Array<[string, unknown]> => [...Object.entries(parameters ?? {}), ...Object.entries(http?.headers ?? {})]

export const placeholderSent: ConductRule = {
  id: 'PIMS3004',
  name: 'PlaceholderSent',
  severity: 'medium',
  what: 'sends a placeholder in place of a value',
  harm: 'The mock may take it where the real service refuses it.',
  advice: 'Put the value in, and send nothing where there is none.',
  * find ({ requests }) {
    for (const request of requests) {
      const found = textsOf(request).some(([name, value]) => typeof value === 'string' && (PLACEHOLDER.test(value) || PLACEHOLDER.test(value.replace(/^Bearer /, '')) || isOwnName(name, value)))
      if (found) yield { requests: [request] }
    }
  }
}
