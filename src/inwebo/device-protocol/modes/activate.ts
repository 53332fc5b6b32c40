import { describeExpiry } from '../../../sms/check-code.ts'
import { type ProtocolContext, type Mode, requireCode } from '../context.ts'
import { withChallenge } from '../challenge.ts'
import { withKeys } from '../../device.ts'
import { checkEnrolment, enrolDevice } from '../../enrol-device.ts'
import { InweboError } from '../../inwebo-error.ts'
import { decryptPin } from '../decrypt-pin.ts'
import { deviceIdOf, libraryVersionOf, requireParameter } from '../parameters.ts'
import { requireR } from '../proof.ts'
import { syncFields } from '../sync-fields.ts'
import { checkLibrary, failIfPostSyncFails } from '../../account-checks.ts'

const CONTROL = /[\p{Cc}\p{Cs}]/gu

/** The label of a device without control characters, cut at 200 characters. */
const deviceLabel = (name = '') => name.replace(CONTROL, '').slice(0, 200) || 'inWebo device'

/** The account whose pending activation code this is. */
function findCodeHolder ({ sandbox: { accounts, codes } }: ProtocolContext, code: string) {
  const pending = codes.find('enrollment', code)
  const account = pending === undefined ? undefined : accounts.get(pending.account)
  return pending === undefined || account === undefined ? undefined : { pending, account }
}

/** Enrolment (docs/reference/device-protocol.md#61-activate): the code is judged in Finalize only. */
export const activate: Mode = {
  setup (context, parameters) {
    const { keys } = context
    const holder = findCodeHolder(context, requireCode(context, parameters))
    if (holder !== undefined) checkLibrary(holder.account, libraryVersionOf(parameters))
    return { Kiw: keys.Kiw, Kfact: keys.Kfact, pinmode: holder !== undefined && holder.account.pin === undefined ? '2' : '1' }
  },

  finalize (context, parameters) {
    const { sandbox, random } = context
    const code = requireCode(context, parameters)
    const serial = requireParameter(parameters, 'serial')
    requireR(parameters)
    requireParameter(parameters, 'Kma')
    requireParameter(parameters, 'pin')
    const holder = findCodeHolder(context, code)
    if (holder === undefined) throw new InweboError('wrong-code', 'no activation code like this is pending: it is wrong, used, or replaced by a newer one')
    const { pending, account } = holder
    const expired = describeExpiry(sandbox, pending)
    if (expired !== undefined) throw new InweboError('wrong-code', expired)
    checkEnrolment(sandbox, account, libraryVersionOf(parameters))
    const pin = decryptPin(context, parameters, serial)

    const enrolled = enrolDevice(sandbox, account, { deviceId: deviceIdOf(serial), name: deviceLabel(parameters.name), serial, pin, isOnly: pending.replacesDevices }, random)
    sandbox.codes.end(pending, 'used')
    const challenge = random.challenge()
    const msId = random.msId()
    const keys = { ...withChallenge(enrolled.keys, 'ms', challenge, sandbox.clock.now()), msId }
    sandbox.accounts.put(withKeys(enrolled.account, enrolled.device, keys))
    failIfPostSyncFails(account)
    return { id: keys.id, ...syncFields(sandbox, keys), challenge, ms_n: '1', ms_id: msId, ms_key: context.keys.msKey }
  }
}
