import t from 'tap'
import { explainToken, identify } from '../../src/accounts/identify.ts'
import { Tokens } from '../../src/oauth/tokens.ts'
import { carol, inweboWorld } from '../support/inwebo.ts'

t.test('an account is known by its id and by its access tokens', async (t) => {
  const { sandbox } = inweboWorld()
  const tokens = sandbox.part(Tokens)
  t.equal(identify(sandbox, 'carol')?.id, 'carol')
  t.equal(identify(sandbox, tokens.issue('access', carol, '').value)?.id, 'carol')
  t.equal(identify(sandbox, tokens.issue('refresh', carol, '').value), undefined)
  sandbox.accounts.put({ ...carol, id: 'alice' })
  t.equal(identify(sandbox, undefined), undefined, 'nobody is meant without a token')
  t.equal(identify(sandbox, 'nobody'), undefined)
})

t.test('without a token alice is meant, where a token is optional', async (t) => {
  const { sandbox } = inweboWorld({ auth: 'optional' })
  sandbox.accounts.put({ ...carol, id: 'alice' })
  t.equal(identify(sandbox, undefined)?.id, 'alice')
  t.equal(identify(sandbox, 'nobody'), undefined, 'a wrong one is wrong all the same')
})

t.test('an unknown token is told which ones there are, ten at most', async (t) => {
  const { sandbox } = inweboWorld()
  t.equal(explainToken(sandbox, undefined), 'there is no Authorization: Bearer header (Basic, and a token alone, are not taken). The id of an account is a token too: carol')
  for (let number = 1; number <= 9; number++) sandbox.accounts.put({ ...carol, id: `user-${number}` })
  t.match(explainToken(sandbox, 'nobody'), /this sandbox has no such access token.* user-9$/)
  t.match(explainToken(sandbox, 'caroll'), /this sandbox has no such access token.*\. Did you mean carol\? The id of an account is a token too: carol/)
  sandbox.accounts.put({ ...carol, id: 'user-10' })
  t.match(explainToken(sandbox, 'nobody'), /user-9 and 1 more$/)
  for (const { id } of [...sandbox.accounts.values()]) sandbox.accounts.delete(id)
  t.match(explainToken(sandbox, 'nobody'), /The sandbox has no accounts$/)
})
