import { magicNumberOf } from '../sandbox/accounts/own-numbers.ts'
import type { ErrorCode } from '../codes/catalogue.ts'
import type { Operation } from '../pims/language/operation.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Reach } from '../wire/contract.ts'
import { reproductionOf, unreachable } from './reproductions.ts'

/** How an operation answers a code without a fault: by the state of an account of the fixtures, by a magic number. */
export function reachOf (operation: Operation, code: ErrorCode, { accounts, settings: { magicNumbers, numbers } }: Pick<Sandbox, 'accounts' | 'settings'>): Reach {
  const number = magicNumbers && 'phoneNumber' in operation.parameters ? { number: magicNumberOf(code, numbers) } : {}
  const reproduction = reproductionOf(operation, code)
  if (reproduction === undefined) return { unreachable: unreachable(operation, code) ?? 'no way is known', ...number }
  const { as, how } = reproduction
  if (as === null) return { how, ...number }
  if (accounts.fixtureState(as) === 'none') return { unreachable: `the fixtures have no account \`${as}\``, ...number }
  return { account: as, how, ...number }
}
