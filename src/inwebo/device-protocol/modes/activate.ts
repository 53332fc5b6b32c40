import { type Context, type Mode, needCode } from '../context.ts'
import { withChallenge } from '../challenge.ts'
import { checkEnrolment, enrolDevice, withKeys } from '../../device.ts'
import { InweboError } from '../../errors.ts'
import { openPin } from '../../new-pin.ts'
import { libraryVersionOf, need } from '../parameters.ts'
import { needR } from '../proof.ts'
import { synchronisation } from '../sync-fields.ts'
import { checkLibrary, postSynchronised } from '../../account-checks.ts'

const CONTROL = /[\p{Cc}\p{Cs}]/gu

/** The label of a device, as far as it can be shown. */
const labelOf = (name = '') => name.replace(CONTROL, '').slice(0, 200) || 'inWebo device'

/** The account whose pending activation code this is. */
function holderOf ({ sandbox: { accounts, codes } }: Context, code: string) {
  const pending = codes.find('enrollment', code)
  const account = pending === undefined ? undefined : accounts.get(pending.account)
  return pending === undefined || account === undefined ? undefined : { pending, account }
}

/** Enrolment (section 6.1): the code is judged in Finalize only. */
export const activate: Mode = {
  setup (context, parameters) {
    const { keys } = context
    const holder = holderOf(context, needCode(context, parameters))
    if (holder !== undefined) checkLibrary(holder.account, libraryVersionOf(parameters))
    return { Kiw: keys.Kiw, Kfact: keys.Kfact, pinmode: holder !== undefined && holder.account.pin === undefined ? '2' : '1' }
  },

  finalize (context, parameters) {
    const { sandbox, chance } = context
    const code = needCode(context, parameters)
    const serial = need(parameters, 'serial')
    needR(parameters)
    need(parameters, 'Kma')
    need(parameters, 'pin')
    const holder = holderOf(context, code)
    if (holder === undefined) throw new InweboError('NOK:CODE', 'no activation code like this is pending: it is wrong, used, or replaced by a newer one')
    const { pending, account } = holder
    const now = sandbox.clock.now()
    if (pending.expiresAt <= now) throw new InweboError('NOK:CODE', `the activation code expired at ${new Date(pending.expiresAt).toISOString()}`)
    checkEnrolment(sandbox, account, libraryVersionOf(parameters))
    const pin = openPin(context, parameters, serial)

    const deviceId = serial.slice(0, serial.lastIndexOf('/_/'))
    const enrolled = enrolDevice(sandbox, account, { deviceId, name: labelOf(parameters.name), serial, pin }, chance)
    sandbox.codes.delete(pending)
    const challenge = chance.challenge()
    const msId = chance.msId()
    const keys = { ...withChallenge(enrolled.keys, 'ms', challenge, now), msId }
    sandbox.accounts.put(withKeys(enrolled.account, enrolled.device, keys))
    const answer = { id: keys.id, ...synchronisation(sandbox, keys), challenge, ms_n: '1', ms_id: msId, ms_key: context.keys.msKey }
    return postSynchronised(account, answer)
  }
}
