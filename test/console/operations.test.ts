import t from 'tap'
import { findOperations, nearestFamilies, type OperationLine, partsOf, passedOver, rowsByFamily } from '../../console/state/derived/operations.ts'
import { wordsOf } from '../../src/words/search.ts'
import { referenceIds } from '../../src/pims/reference/ids.ts'
import { browserTest } from '../support/browser.ts'

const line = (id: string, more: Partial<OperationLine> = {}): OperationLine => ({ id, family: 'Component', summary: '', codes: [], ...more })
const all = [...referenceIds.values()].map((id) => line(id))
const find = (lines: readonly OperationLine[], text: string): string[] =>
  findOperations(lines, wordsOf(text), ({ id, family, summary }) => `${id} ${family} ${summary}`.toLowerCase()).map(({ id }) => id)

t.test('an abbreviation is made of letters that begin parts of a name, in their order', async (t) => {
  const parts = partsOf('set.smscode.modifyPhoneNumber')
  t.strictSame(parts, ['set', 'smscode', 'modify', 'phone', 'number'])
  for (const letters of ['s', 'smp', 'modph', 'ssmpn', 'setsmscodemodifyphonenumber', 'modifyphone']) t.ok(passedOver(letters, parts) < Infinity, letters)
  for (const letters of ['x', 'pm', 'odify', 'smx', 'nn']) t.equal(passedOver(letters, parts), Infinity, letters)
  t.equal(passedOver('ssmpn', parts), 0)
  t.equal(passedOver('smp', parts), 2)
})

/** Every abbreviation of three letters of a name. */
function shortFor (parts: readonly string[], letters = ''): string[] {
  if (letters.length === 3) return [letters]
  return parts.flatMap((part, index) => [1, 2, 3].filter((length) => length <= Math.min(part.length, 3 - letters.length))
    .flatMap((length) => shortFor(parts.slice(index + 1), letters + part.slice(0, length))))
}

t.test('three keystrokes lead to each of the 128 operations: it is the first that is found, or the second', async (t) => {
  t.equal(all.length, 128)
  for (const { id } of all) t.ok(shortFor(partsOf(id)).some((letters) => find(all, letters).slice(0, 2).includes(id)), id)
})

t.test('what is nearest comes first: an abbreviation that passes over least, the shorter name, then what has the word anywhere', async (t) => {
  const lines = [line('get.vins'), line('set.other', { summary: 'gvi or so' }), line('get.vehicle.infos'), line('get.vin'), line('set.vin')]
  t.strictSame(find(lines, 'gvi'), ['get.vin', 'get.vins', 'get.vehicle.infos', 'set.other'])
  t.strictSame(find(lines, 'so gvi'), ['set.other'], 'all words have to be there')
  t.strictSame(find(lines, ''), lines.map(({ id }) => id), 'without a word the order stays')
  t.strictSame(find(lines, 'nothing'), [])
  t.strictSame(find(lines, 'component'), lines.map(({ id }) => id), 'what only has the word keeps its order')
})

t.test('of many that are found, the first components open as far as they have no more than so many operations together', async (t) => {
  const found = rowsByFamily(['near', 'next', 'near', 'far', 'far', 'next'].map((family, index) => line(`${index}`, { family })))
  t.strictSame([...found].map(([family, rows]) => [family, rows.map(({ id }) => id)]), [['near', ['0', '2']], ['next', ['1', '5']], ['far', ['3', '4']]])
  for (const [most, families] of [[1, []], [2, ['near']], [5, ['near', 'next']], [6, ['near', 'next', 'far']]] as const) t.strictSame([...nearestFamilies(found, most)], families, `${most}`)
})

browserTest('the switches stand by component, and three keys lead to those of an operation, also where they stand by code', async (t, { open, admin }) => {
  const page = await open('/console/#/switches?by=operation')
  const component = page.getByRole('button', { name: /^StrongAuthentication/ })
  t.equal(await page.locator('.operation-row').count(), 0, 'a component shows its operations when it is opened')
  await component.click()
  await page.locator('.operation-row', { hasText: 'trustedphonenumber' }).waitFor()
  for (const by of ['', 'by=operation']) {
    await page.evaluate(`location.hash = '#/switches?${by}'`)
    await page.getByRole('searchbox').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('apn')
    await page.locator('.operation-row').first().getByText('addPhoneNumber').waitFor()
    await page.keyboard.press('Escape')
  }
  await page.evaluate("location.hash = '#/switches?by=operation&q=gve'")
  await page.locator('.operation-row').first().getByText('It documents no code').waitFor()
  await page.evaluate("location.hash = '#/switches?by=operation&q=for'")
  await page.locator('.operation-row', { hasText: 'forgotPassword' }).first().waitFor()
  await page.evaluate("location.hash = '#/switches?by=operation&q=smp'")
  await page.locator('.operation-row', { hasText: 'modifyPhoneNumber' }).getByRole('button', { name: '2310', exact: true }).click()
  await page.locator('.chip.on').waitFor()
  t.match(await admin('GET', 'faults'), { body: { faults: [{ id: 'set.smscode.modifyPhoneNumber.2310' }] } })
  await page.getByRole('button', { name: /^StrongAuthentication/ }).getByText('1', { exact: true }).waitFor()
})
