import type { DeviceKeys } from '../../sandbox/accounts/account.ts'
import type { ProtocolContext } from './context.ts'
import { type Enrolled, withKeys } from '../device.ts'
import { InweboError } from '../inwebo-error.ts'
import { limitsOf } from '../../accounts/limits.ts'

type ChallengeMode = NonNullable<DeviceKeys['challenge']>['mode']

/** The keys with a new challenge in place of the one that was open. */
export const withChallenge = (keys: DeviceKeys, mode: ChallengeMode, value: string, at: number): DeviceKeys =>
  ({ ...keys, challenge: { mode, value, at } })

/** The keys without an open challenge. */
export function withoutChallenge ({ challenge, ...keys }: DeviceKeys): DeviceKeys {
  return keys
}

/** Opens a challenge for the Finalize of a mode, and returns it. */
export function openChallenge ({ sandbox, random }: ProtocolContext, { account, device, keys }: Enrolled, mode: ChallengeMode): string {
  const value = random.challenge()
  sandbox.accounts.put(withKeys(account, device, withChallenge(keys, mode, value, sandbox.clock.now())))
  return value
}

/**
 * Reads the open challenge of the device.
 * @throws InweboError out-of-step, too-late
 */
export function readChallenge ({ sandbox }: ProtocolContext, { account, keys: { challenge } }: Enrolled, mode: ChallengeMode): string {
  if (challenge?.mode !== mode) throw new InweboError('out-of-step', `no ${mode} challenge is open: it was used already, or there was no Setup`)
  const age = sandbox.clock.now() - challenge.at
  const { challengeTtl } = limitsOf(sandbox, account)
  if (age > challengeTtl) throw new InweboError('too-late', `stale challenge: ${age} ms between Setup and Finalize, at most ${challengeTtl} are allowed`)
  return challenge.value
}

/**
 * Consumes the open challenge: it is used up whatever follows, also when it is too old.
 * @returns the challenge, and the device without it
 * @throws InweboError out-of-step, too-late
 */
export function consumeChallenge (context: ProtocolContext, enrolled: Enrolled, mode: ChallengeMode): Enrolled & { readonly challenge: string } {
  const keys = withoutChallenge(enrolled.keys)
  const account = withKeys(enrolled.account, enrolled.device, keys)
  context.sandbox.accounts.put(account)
  return { account, device: { ...enrolled.device, inwebo: keys }, keys, challenge: readChallenge(context, enrolled, mode) }
}
