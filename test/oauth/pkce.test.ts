import { createHash } from 'node:crypto'
import t from 'tap'
import { checkVerifier, readMethod } from '../../src/oauth/pkce.ts'
import { caught } from '../support/caught.ts'

const HASH = createHash('sha256').update('right').digest('base64url')

t.test('an absent method is plain; others than the two of RFC 7636 are refused', async (t) => {
  t.strictSame([readMethod(), readMethod('plain'), readMethod('S256')], ['plain', 'plain', 'S256'])
  for (const method of ['', 's256', 'PLAIN', 'none']) t.match(caught(() => readMethod(method)), { error: 'invalid_request', message: `code_challenge_method is "${method}": it should be S256 or plain` })
})

t.test('a verifier has the challenge as its SHA-256, or is it, by the method', async (t) => {
  t.equal(checkVerifier({ codeChallenge: HASH, codeChallengeMethod: 'S256' }, 'right'), undefined)
  t.equal(checkVerifier({ codeChallenge: 'right', codeChallengeMethod: 'plain' }, 'right'), undefined)
  t.equal(checkVerifier({ codeChallenge: 'right' }, 'right'), undefined)
  t.equal(checkVerifier({}, 'any'), undefined)
  t.match(caught(() => checkVerifier({ codeChallenge: 'right', codeChallengeMethod: 'S256' }, 'right')), { error: 'invalid_grant', message: `code_verifier does not fit: its SHA-256 in base64url is ${HASH}, the code_challenge was right` })
})

t.test('a client that hashes without saying so is told', async (t) => {
  const { message } = caught(() => checkVerifier({ codeChallenge: HASH, codeChallengeMethod: 'plain' }, 'right')) as Error
  t.equal(message, 'code_verifier does not fit: it should be the code_challenge itself, as code_challenge_method was plain, which absent means too; the challenge is its SHA-256: say code_challenge_method=S256')
  t.notMatch((caught(() => checkVerifier({ codeChallenge: 'right' }, 'wrong')) as Error).message, /SHA-256|right/)
})

t.test('a missing verifier passes, and is held against the client', async (t) => {
  for (const method of ['S256', 'plain'] as const) t.equal(checkVerifier({ codeChallenge: 'x', codeChallengeMethod: method }, undefined), 'code_verifier is missing, although the authorization request had a code_challenge')
})
