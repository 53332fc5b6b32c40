import t from 'tap'
import { isErrorString, stringOf, stringOfCode } from '../../../src/inwebo/device-protocol/error-strings.ts'
import { REFUSALS } from '../../../src/inwebo/inwebo-error.ts'
import { CODES_OF_REFUSALS } from '../../../src/pims/codes-of-refusals.ts'

/** Error strings that share their code with a more general one. */
const SPECIAL: Readonly<Record<string, string>> = { 'NOK:MAXNBTOOLS': 'NOK:FORBIDDEN', 'NOK:PINREFUSED': 'NOK:SN' }

t.test('the code that means the same as a refusal becomes the refusal\'s error string, or the more general one that shares the code', async (t) => {
  for (const refusal of REFUSALS) {
    const wire = stringOf(refusal)
    t.equal(stringOfCode(Number(CODES_OF_REFUSALS[refusal].at(-1))), SPECIAL[wire] ?? wire, refusal)
    t.ok(isErrorString(wire))
  }
})

t.test('a code that the protocol has no string for is NOK:ERR1', async (t) => {
  t.equal(stringOfCode(2310), 'NOK:NOK_BLOCKED')
  for (const code of [2000, 2390, 1, -0, NaN]) t.equal(stringOfCode(code), 'NOK:ERR1')
  t.ok(isErrorString('NOK:ERR1'))
})

t.test('what is no error string is none', async (t) => {
  for (const none of ['OK', 'NOK:', 'toString', 'blocked', undefined]) t.notOk(isErrorString(none), String(none))
})

t.test('the device protocol has one string for both blocks; PIMS calls a blocked PIN 2317, a blocked account 2310', async (t) => {
  t.strictSame([stringOf('blocked'), stringOf('pin-blocked')], ['NOK:NOK_BLOCKED', 'NOK:NOK_BLOCKED'])
  t.strictSame([CODES_OF_REFUSALS.blocked, CODES_OF_REFUSALS['pin-blocked']], [[2310], [2317, 2310]])
})
