import type { Account } from '../../sandbox/accounts/account.ts'
import { kmaOf, rValue, sameText } from '../crypto/primitives.ts'
import type { ProtocolContext } from './context.ts'
import type { Enrolled } from '../device.ts'
import { InweboError } from '../inwebo-error.ts'
import { requireParameter, type DeviceQuery } from './parameters.ts'
import { countPinAttempt } from '../pin.ts'

/** What a device has to prove. */
interface Claim {
  readonly challenge: string
  /** Whether an R2 with an empty PIN part is accepted (docs/reference/device-protocol.md#64-r-values-and-wrong-pins). */
  readonly pinOptional?: boolean
}

/** The R values of a request. */
export const requireR = (parameters: DeviceQuery) => ({
  R0: requireParameter(parameters, 'R0').toLowerCase(),
  R1: requireParameter(parameters, 'R1').toLowerCase(),
  R2: requireParameter(parameters, 'R2').toLowerCase()
})

/** @throws InweboError wrong-proof when R0 is not of this installation; not counted */
export function checkSerial ({ keys: { K0, serial } }: Enrolled, challenge: string, R0: string): void {
  if (!sameText(R0, rValue(challenge, K0, serial))) {
    throw new InweboError('wrong-proof', 'R0 does not fit: the serial of another installation, another K0, or another challenge')
  }
}

/**
 * Checks the R values of a Finalize (docs/reference/device-protocol.md#64-r-values-and-wrong-pins).
 * @returns the account after a right PIN
 * @throws InweboError malformed, wrong-proof, out-of-step, wrong-pin, pin-blocked
 */
export function checkProof ({ sandbox }: ProtocolContext, enrolled: Enrolled, parameters: DeviceQuery, { challenge, pinOptional = false }: Claim): Account {
  const { R0, R1, R2 } = requireR(parameters)
  const { account, keys: { K0, K1 } } = enrolled
  checkSerial(enrolled, challenge, R0)
  if (!sameText(R1, rValue(challenge, K0, K1))) throw new InweboError('out-of-step', 'K1 is out of step: R1 is not made from the K1 that the device was given last')
  const isWithout = sameText(R2, rValue(challenge, K0, ''))
  const isRight = !isWithout && account.pin !== undefined && sameText(R2, rValue(challenge, K0, account.pin))
  const trusted = isWithout && pinOptional
    ? account
    : countPinAttempt(sandbox, account, isRight, isWithout ? 'the PIN is not in R2' : 'R2 does not fit the PIN of the account')
  checkKma(enrolled)
  return trusted
}

/** @throws InweboError wrong-proof for a device whose Kma is made from an earlier PIN of the account (docs/reference/device-protocol.md#9-synchro-password-and-reset); not counted */
function checkKma ({ account: { pin }, keys: { Kma, serial } }: Enrolled): void {
  if (pin !== undefined && kmaOf(pin, serial) !== Kma) {
    throw new InweboError('wrong-proof', 'the PIN of the account was changed elsewhere: this device has to enrol again')
  }
}
