import t from 'tap'
import { consentPage, loginPage } from '../../src/oauth/login-page.ts'
import { carol } from '../support/inwebo.ts'

const QUERY = { client_id: 'a&b', state: '"><script>', scope: undefined }
const CARRIED = 'client_id=a%26b&amp;state=%22%3E%3Cscript%3E'

t.test('each account is a link that carries the request on, with its login and brand', async (t) => {
  const page = loginPage([carol, { ...carol, id: 'dave', brand: 'Opel' }], { ...QUERY, login: 'stale', username: 'stale', password: 'stale', remember: 'stale' })
  t.match(page, `<li><a href="?${CARRIED}&amp;login=carol">carol <small>carol@example.com, Peugeot</small></a></li>\n<li><a href="?${CARRIED}&amp;login=dave">dave <small>carol@example.com, Opel</small></a></li>`)
  t.notMatch(page, 'stale')
  t.notMatch(page, 'and others')
  t.notMatch(page, 'role="alert">')
})

t.test('what the operations of an account fail with is beside it, escaped', async (t) => {
  const page = loginPage([carol, { ...carol, id: 'dave' }], QUERY, undefined, ({ id }) => id === 'dave' ? 'fails with <2310>' : undefined)
  t.match(page, 'dave <small>carol@example.com, Peugeot</small> <small class="fails">fails with &lt;2310&gt;</small></a></li>')
  t.equal(page.match(/class="fails"/g)?.length, 1)
})

t.test('the form carries the request on, and has the names that automatic logins look for', async (t) => {
  const page = loginPage([carol], QUERY)
  t.match(page, `<form id="gigya-login-form" method="post" action="?${CARRIED}">`)
  for (const input of ['<input name="username"', '<input name="password" type="password"', '<label class="check" for="gigya-checkbox-remember">', '<input type="submit" value="Log in">']) t.match(page, input)
  t.match(page, '<title>Log in · pims-mock</title>')
  t.match(page, '<h1>Log in</h1>')
  t.match(page, /color-scheme:light dark.*li a\{[^}]*min-height:44px/s)
  t.match(page, '<meta name="viewport" content="width=device-width,initial-scale=1">')
})

t.test('a page without accounts has the form all the same', async (t) => {
  const page = loginPage([], {})
  t.match(page, '<form id="gigya-login-form"')
  t.notMatch(page, /<section>|<ul>/)
})

t.test('a login that no account has is named, escaped, where automatic logins look for an error', async (t) => {
  t.match(loginPage([], {}, '<b>x'), '<div class="gigya-error-msg gigya-form-error-msg gigya-error-msg-active" role="alert">There is no account “&lt;b&gt;x” in this sandbox.</div>')
})

t.test('200 accounts are listed; with more the page says so', async (t) => {
  const accounts = Array.from({ length: 201 }, (_, number) => ({ ...carol, id: `user-${number}` }))
  const [all, some] = [loginPage(accounts.slice(0, 200), {}), loginPage(accounts, {})]
  for (const page of [all, some]) t.equal(page.match(/<li>/g)?.length, 200)
  t.notMatch(all, 'and others')
  t.match(some, '…and others: type one.</p></section>')
})

t.test('the second form logs the account in', async (t) => {
  const page = consentPage({ ...carol, login: '<carol>' }, { ...QUERY, username: 'carol', password: 'secret' })
  t.match(page, `<form id="cvs_from" method="post" action="?${CARRIED}&amp;login=carol"><input type="submit" value="Allow"></form>`)
  t.match(page, 'The app wants to act for carol <small>&lt;carol&gt;</small>.')
  t.match(page, '<h1>Allow the app</h1>')
  t.notMatch(page, 'secret')
})
