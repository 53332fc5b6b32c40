import t from 'tap'
import { answer, answerUnderFault } from '../../../src/inwebo/device-protocol/dispatch.ts'
import { libraryVersionOf } from '../../../src/inwebo/device-protocol/parameters.ts'
import { enrolledWorld, inweboWorld, keys } from '../../support/inwebo.ts'

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

t.test('an answer has the root of its step, and err first', async (t) => {
  const { send } = inweboWorld()
  t.equal(send('action=ActionSetup&mode=activate&code=123456789'), `${DECLARATION}<ActionSetup><err>OK</err><Kiw>${keys.Kiw}</Kiw><Kfact>${keys.Kfact}</Kfact><pinmode>1</pinmode></ActionSetup>`)
  t.equal(send('action=ActionFinalize&mode=otp&id='), `${DECLARATION}<ActionFinalize><err>NOK:FORBIDDEN</err></ActionFinalize>`)
  t.equal(send('action=ActionFinalize&mode=activate'), `${DECLARATION}<ActionFinalize><newversion/><newversionurl/><err>NOK:SN</err></ActionFinalize>`, 'the end of an enrolment opens with the new version')
  t.equal(send('action=ActionSetup&mode=activate'), `${DECLARATION}<ActionSetup><err>NOK:SN</err></ActionSetup>`)
  t.match(send('action=ActionSetup&mode=otp&id='), new RegExp(`^${DECLARATION.replace(/[?.]/g, '\\$&')}<ActionSetup><err>OK</err><challenge>[0-9a-f]{32}</challenge><pinmode>1</pinmode></ActionSetup>$`))
  t.match(send('action=ActionSetup&mode=otp&id=0'), '<err>OK</err><challenge>', 'one port sends 0 for a device that never enrolled')
})

t.test('the PIN mode of an enrolment says whether a PIN is to be chosen', async (t) => {
  const fresh = inweboWorld()
  const pinmode = ({ send, sms }: typeof fresh) => /<pinmode>(\d)/.exec(send(`action=ActionSetup&mode=activate&code=${sms('123456789')}`))?.[1]
  t.equal(pinmode(fresh), '2')
  t.equal(pinmode(inweboWorld({ account: { pin: '1234' } })), '1')
})

t.test('what is not a step of a mode is refused', async (t) => {
  const { send, refusal } = inweboWorld()
  const refused = (query: string, err: string, reason: string) => {
    t.match(send(query), `<ActionSetup><err>${err}</err></ActionSetup>`, query)
    t.equal(refusal.reason, reason)
  }
  for (const action of ['', 'Setup', 'toString']) refused(`action=${action}&mode=otp`, 'NOK:SN', 'action should be ActionSetup or ActionFinalize')
  for (const mode of ['upgrade', 'ms', 'constructor', '']) refused(`action=ActionSetup&mode=${mode}`, 'NOK:FORBIDDEN', 'no ActionSetup of this mode is known: mode should be one of activate, ms, otp, synchro, password, reset')
})

t.test('an error that is no refusal of the protocol is not answered as one', async (t) => {
  const { context } = inweboWorld()
  t.throws(() => answer({ ...context, keys: { ...keys, get Kiw (): string { throw new Error('broken') } } }, { action: 'ActionSetup', mode: 'activate', code: '123456789' }), new Error('broken'))
})

t.test('an injected code is refused with the error string that means the same, or the one that is asked for', async (t) => {
  const { context } = inweboWorld()
  const request = { action: 'ActionSetup', mode: 'otp', id: '' }
  const { xml, refused } = answerUnderFault(context, request, { error: 2310 })
  t.equal(xml, `${DECLARATION}<ActionSetup><err>NOK:NOK_BLOCKED</err></ActionSetup>`)
  t.equal(refused?.reason, 'a fault asks for 2310')
  t.match(answerUnderFault(context, request, { error: 2317, wire: 'NOK:MAXNBTOOLS' }), { xml: '<err>NOK:MAXNBTOOLS</err>' })
  t.match(answerUnderFault(context, request, { error: 2317, wire: 'nonsense' }), { xml: '<err>NOK:FORBIDDEN</err>' })
  for (const effect of [null, { sms: 'drop' }] as const) t.match(answerUnderFault(context, request, effect), { xml: '<err>OK</err>' })
})

t.test('2316 says that it is done, and it is', async (t) => {
  const { context, client, account } = await enrolledWorld()
  const { challenge = '' } = await client.call('Setup', 'otp', {})
  const request = { action: 'ActionFinalize', mode: 'otp', id: client.id, ...client.R(challenge, '1234') }
  t.match(answerUnderFault(context, request, { error: 2316 }), { xml: '<err>NOK:SYNCHROFAILED</err>' })
  t.equal(account().otpCount24h, 1)
  t.match(answerUnderFault(context, request, { error: 2311 }), { xml: '<err>NOK:STATE</err>' })
  t.equal(account().otpCount24h, 1, 'any other code is refused before anything is done')
})

t.test('the version of a library comes after the slash', async (t) => {
  t.equal(libraryVersionOf({ version: 'Generator-1.0/0.2.11' }), '0.2.11')
  t.equal(libraryVersionOf({ version: 'x/7' }), '7')
  for (const version of ['0.2.11', 'x/0.2.11b', 'x/', 'x/.1', '']) t.equal(libraryVersionOf({ version }), undefined, version)
  t.equal(libraryVersionOf({}), undefined)
})
