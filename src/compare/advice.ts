import type { AccountState } from '../words/account-states.ts'
import { ACCOUNT_STATES, STATE_CODES } from '../words/account-states.ts'
import { errorCodes, isErrorCode } from '../codes/catalogue.ts'
import { stringOfCode } from '../inwebo/device-protocol/error-strings.ts'
import { isObject } from '../lib/json.ts'
import type { CapturedAnswer } from './capture.ts'
import { fieldsOf } from './device/mock-device.ts'
import { parsedText } from './har-value.ts'
import { toldName } from './vocabulary.ts'
import { type Wording, words } from './wording.ts'

type Account = AccountState & { readonly id: string }

/** The documented code that an answer refuses with; `undefined` for one that has none. */
export function codeOf ({ body = '' }: CapturedAnswer): number | undefined {
  const json = parsedText(body)
  const { error, code } = isObject(json) ? json : {}
  const found = isObject(error) ? error.code : code
  if (typeof found === 'number') return isErrorCode(found) ? found : undefined
  const { err = 'OK' } = fieldsOf(body)
  return err === 'OK' ? undefined : errorCodes.find((one) => stringOfCode(one) === err)
}

/** How the mock is brought to refuse as the real service did, where it did not. */
export function adviceOn (real: CapturedAnswer, mock: CapturedAnswer, accounts: readonly Account[]): Wording[] {
  const code = codeOf(real)
  if (code === undefined || code === codeOf(mock)) return []
  const state = STATE_CODES.find((one) => one === code)
  const { isSo } = state === undefined ? {} : { isSo: undefined, ...ACCOUNT_STATES[state] }
  const inState = isSo === undefined ? undefined : accounts.find(isSo)
  return [inState === undefined ? words`the mock gives ${code} by a fault: pims-mock fail ${code}` : words`the mock gives ${code} to --account ${toldName(inState.id, false)}`]
}
