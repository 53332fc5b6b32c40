import t from 'tap'
import { connect } from '../../src/library/index.ts'
import { run, serve } from './support.ts'

t.test('a code is sent as an app would have it sent, and printed alone', async (t) => {
  const PIMS_MOCK_URL = await serve(t)
  const sandbox = connect(PIMS_MOCK_URL).sandbox('default')
  const send = async (...words: string[]) => await run(['send', ...words], { PIMS_MOCK_URL })
  for (const [words, sms] of [
    [['alice'], { to: '+33639980001', purpose: 'phoneNumberCertification' }],
    [['bob', '--to', '06 12 34 56 78'], { to: '+33612345678', purpose: 'phoneNumberCertification' }],
    [['bob', '--purpose', 'enrollment', '--to', '0612345678'], { to: '+33612345678', purpose: 'enrollment' }],
    [['alice', '--purpose', 'enrollment'], { to: '+33639980001', purpose: 'enrollment' }],
    [['carol', '--purpose', 'resetPIN'], { to: '+33639980003', purpose: 'resetPIN' }]
  ] as const) {
    const { code, printed } = await send(...words)
    t.equal(code, 0, words.join(' '))
    t.match(await sandbox.messages({ limit: 1 }), [{ ...sms, account: words[0], code: printed, state: 'pending' }], words.join(' '))
  }
  t.match(await sandbox.requests({ limit: 1 }), [{ operation: 'get.smscode.resetPIN', account: 'carol', status: 'SUCCEEDED' }])
})

t.test('a code that cannot be sent is told from one that was', async (t) => {
  const PIMS_MOCK_URL = await serve(t)
  const sandbox = connect(PIMS_MOCK_URL).sandbox('default')
  const send = async (...words: string[]) => await run(['send', ...words], { PIMS_MOCK_URL })
  t.match(await send('bob'), { code: 1, printed: 'pims-mock: bob has no trusted number. Name one, such as: pims-mock send bob --to 0612345678' })
  t.match(await send('bob', '--purpose', 'resetPIN'), { code: 1, printed: /^pims-mock: bob has no trusted number to send a code for resetPIN to\.$/ })
  t.match(await send('alice', '--purpose', 'enrollment', '--to', '0612345678'), { code: 1, printed: /leave --to out\.$/ })
  t.match(await send('alicee'), { code: 1, printed: /There is no account "alicee"\. Did you mean alice\?/ })
  t.match(await send('alice', '--purpose', 'resetpin'), { code: 2, printed: 'pims-mock: --purpose "resetpin" is not known. Did you mean resetPIN?' })
  t.match(await send('alice', '--to', '12'), { code: 1, printed: /^pims-mock: the request was refused with 2102 .*; pims-mock why says why\.$/ })
  t.match(await send(), { code: 2, printed: /missing required argument 'account'/ })
  await sandbox.scenario('sms-never-arrives')
  t.match(await send('alice'), { code: 1, printed: /no SMS has arrived: a fault loses it or holds it back/ }, 'though an earlier one has')
  await sandbox.ok()
  await sandbox.fail('reset')
  t.match(await send('alice'), { code: 1, printed: /No pims-mock answers at \S+: \w+\. The connection was closed without an answer: [^\n]* a fault resets it/ })
})
