import t from 'tap'
import { completeAccount } from '../../src/sandbox/accounts/account.ts'
import { KnownSecrets } from '../../src/sandbox/known-secrets.ts'
import { fewTargetsSandbox } from '../support/few-targets.ts'
import { START } from '../support/inwebo.ts'

const newCode = (code: string) =>
  ({ account: 'alice', purpose: 'enrollment', code, phoneNumber: '+33612345678', sentAt: START, expiresAt: START + 900_000 }) as const

t.test('digits are secret that are a code, pending or ended, or a PIN; no others', async (t) => {
  const sandbox = fewTargetsSandbox({}, [completeAccount({ id: 'alice', pin: '2468', password: '135790' }, START)])
  const known = new KnownSecrets(sandbox)
  sandbox.codes.issue(newCode('111111'))
  sandbox.codes.issue(newCode('222222'))
  t.strictSame(['111111', '222222', '2468', '135790', '333333', '11111'].filter((digits) => known.hasDigits(digits)), ['111111', '222222', '2468'])
})

t.test('a text is secret that is a password of six characters or more: a shorter one may be anything', async (t) => {
  const sandbox = fewTargetsSandbox({}, [['alice', 'secret'], ['bob', 'short']].map(([id = '', password = '']) => completeAccount({ id, password }, START)))
  const known = new KnownSecrets(sandbox)
  t.strictSame(['secret', 'short', 'secrets', ''].filter((text) => known.hasPassword(text)), ['secret'])
})

t.test('a word is secret that a part holds as one', async (t) => {
  class Tokens {
    reset (): void {}
    isSecret (text: string): boolean { return text === 'token' }
  }
  const sandbox = fewTargetsSandbox()
  sandbox.part(Tokens)
  t.strictSame(['token', 'word'].filter((word) => new KnownSecrets(sandbox).hasWord(word)), ['token'])
})
