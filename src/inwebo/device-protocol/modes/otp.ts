import type { DeviceKeys } from '../../../sandbox/accounts/account.ts'
import { openChallenge, consumeChallenge } from '../challenge.ts'
import { type ProtocolContext, isUnenrolled, type Mode, callingDevice } from '../context.ts'
import { encryptUnder, rollK1 } from '../../crypto/primitives.ts'
import { type Enrolled, withKeys } from '../../device.ts'
import { InweboError } from '../../inwebo-error.ts'
import { withOutstanding } from '../../issue-otp.ts'
import { libraryVersionOf } from '../parameters.ts'
import { checkProof } from '../proof.ts'
import { countOtp } from '../../../accounts/otp-quota.ts'
import { SERVICE_ID } from '../../service-id.ts'
import { syncFields } from '../sync-fields.ts'
import { checkOtpQuota, checkService, failIfPostSyncFails } from '../../account-checks.ts'
import type { Fields } from '../xml.ts'

/** Optional elements that clients parse, store and never use (docs/reference/device-protocol.md#52-finalize-activate). */
const EXTRAS: Fields = { connected: '1', s_connected: '1', s_secure: '1', s_onlineotp: '0', m_n: '0', server: 'pims-mock' }

/** What the variations of this answer do to the key: a new K1 first, then a roll. */
function varyK1 ({ variation = {}, random }: ProtocolContext, keys: DeviceKeys): { keys: DeviceKeys, fields: Fields } {
  const fresh = variation.K1 === true ? random.K1() : undefined
  const dK1 = variation.dK1 === true ? random.dK1() : undefined
  const K1 = fresh ?? keys.K1
  return {
    keys: { ...keys, K1: dK1 === undefined ? K1 : rollK1(K1, dK1) },
    fields: {
      ...fresh !== undefined && { K1: encryptUnder(keys.Kma, fresh) },
      ...dK1 !== undefined && { dK1 }
    }
  }
}

/** @throws InweboError out-of-step */
function checkActive ({ keys: { state } }: Enrolled): void {
  if (state !== 'active') throw new InweboError('out-of-step', 'the device has not sent its secret yet: the ms step is missing')
}

/** A one-time password (docs/reference/device-protocol.md#63-otp). Refused in Setup where possible, because a client mishandles a refusal in Finalize. */
export const otp: Mode = {
  setup (context, parameters) {
    const { sandbox, random } = context
    if (isUnenrolled(parameters)) return { challenge: random.challenge(), pinmode: '1' }
    const enrolled = callingDevice(context, parameters)
    checkService(enrolled.account, libraryVersionOf(parameters))
    checkActive(enrolled)
    const { sid = SERVICE_ID } = parameters
    if (sid !== SERVICE_ID) throw new InweboError('no-service', `the service of this account is ${SERVICE_ID}, not the sid of the request`)
    checkOtpQuota(sandbox, enrolled.account)
    return { challenge: openChallenge(context, enrolled, 'otp'), pinmode: '1' }
  },

  finalize (context, parameters) {
    const { sandbox, random, variation = {} } = context
    const speaking = callingDevice(context, parameters)
    checkService(speaking.account, libraryVersionOf(parameters))
    checkActive(speaking)
    const taken = consumeChallenge(context, speaking, 'otp')
    const trusted = checkProof(context, taken, parameters, { challenge: taken.challenge, pinOptional: true })
    checkOtpQuota(sandbox, trusted)

    const now = sandbox.clock.now()
    const { keys: { secondRound, ...varied }, fields } = varyK1(context, taken.keys)
    const isReplaced = variation.J === true && secondRound !== true
    const defi = random.defi()
    const keys = withOutstanding(varied, { defi, K1: varied.K1, at: now, ...isReplaced && { replaced: true } })
    const counted = isReplaced ? trusted : countOtp(sandbox, trusted)
    sandbox.accounts.put(withKeys(counted, taken.device, isReplaced ? { ...keys, secondRound: true } : keys))
    const extras = variation.extras === true ? { ...syncFields(sandbox, keys), ...EXTRAS } : {}
    failIfPostSyncFails(counted)
    return { ...extras, ...fields, ...isReplaced && { J: random.J() }, defi }
  }
}
