import t from 'tap'
import { codesOf } from '../../console/state/derived/codes.ts'
import type { Account, Contract, Entry, Scenario } from '../../console/state/world/wire.ts'
import { labels, reasons, scenarios } from '../../console/words/french.ts'
import { inFrench } from '../../console/words/translate.ts'
import { browserTest } from '../support/browser.ts'
import { start } from '../support/start.ts'

t.test('every code has a French label, in every version of the SDK, and there is none of a code that no operation has', async (t) => {
  const said = new Set<string>()
  for (const SDK_VERSION of ['2.0.X', '2.3']) {
    const { admin } = await start(t, { SDK_VERSION })
    for (const { code, label } of codesOf((await admin('GET', 'contract')).body as unknown as Contract)) {
      t.type(inFrench(label), 'string', `${code} ${label}`)
      said.add(label)
    }
  }
  t.strictSame(Object.keys(labels).filter((label) => !said.has(label)), [])
})

t.test('every bundled scenario has a French title and description, and there is none of another', async (t) => {
  const { admin } = await start(t)
  const bundled = (await admin('GET', 'scenarios')).body?.scenarios as Scenario[]
  const said = bundled.flatMap(({ title, description }) => [title, description])
  for (const text of said) t.type(inFrench(text), 'string', text)
  t.strictSame(Object.keys(scenarios).filter((text) => !said.includes(text)), [])
})

t.test('what the state of each bundled account makes fail has its reason in French', async (t) => {
  const { admin, set } = await start(t)
  for (const { id, meets } of (await admin('GET', 'accounts')).body?.accounts as Account[]) {
    for (const { why } of meets) t.type(inFrench(why), 'string', why)
    await set('smscode', { type: 'modifyPhoneNumber', smsCode: '123456', phoneNumber: '0612345678' }, { as: id })
  }
  for (const { reason } of (await admin('GET', 'requests')).body?.requests as Entry[]) t.type(inFrench(reason ?? ''), 'string', String(reason))
})

t.test('what differs from time to time is kept, part by part; what is not known stays English as a whole', async (t) => {
  t.equal(inFrench('the code that was sent is not the pending enrollment code; 2 tries left'), 'le code reçu n’est pas le code enrollment en attente ; il reste 2 essais')
  t.equal(inFrench('the enrollment code was sent to +33612345678, not to +33612345679; 1 try left'), 'le code enrollment a été envoyé au +33612345678, pas au +33612345679 ; il reste 1 essai')
  t.equal(inFrench('inwebo: account is blocked '), 'inwebo : le compte est bloqué')
  t.equal(inFrench('the user has no service; and more'), undefined)
  t.equal(inFrench('nobody says this'), undefined)
  t.equal(inFrench('constructor'), undefined)
  for (const [english, french] of Object.entries(reasons)) t.equal(french.split('{}').length, english.split('{}').length, english)
})

browserTest('in French the page has its scenarios, codes and reasons in French, and marks what stays English', async (t, { open, set }) => {
  await set('smscode', { type: 'modifyPhoneNumber', smsCode: '123456', phoneNumber: '0612345678' }, { as: 'blocked' })
  await set('smscode', { type: 'modifyPhoneNumber', phoneNumber: '0612345678' })
  const page = await open('/console/#/switches?q=bloqué', { locale: 'fr-FR' })
  await page.locator('.code-text').getByText('inwebo : le compte est bloqué').waitFor()
  await page.locator('.scenario').getByText('Au troisième essai, le compte est bloqué').click()
  await page.locator('.scenario.active').getByText('Deux requêtes qui passent par inWebo réussissent').waitFor()
  await page.locator('.toast').getByText('Au troisième essai').waitFor()
  await page.evaluate("location.hash = '#/traffic'")
  await page.locator('.comment').getByText('le compte est bloqué (AccountBlocked) ; retirez toutes les activations pour recommencer').waitFor()
  t.equal(await page.locator('.comment [lang=en]').count(), 1)
  await page.getByRole('button', { name: 'In English' }).click()
  await page.locator('.comment').getByText('the account is blocked (AccountBlocked)').waitFor()
})
