// npm run screenshots: the pictures of docs/console and docs/api, from a server of its own in which everything has happened.
import { mkdirSync, writeFileSync } from 'node:fs'
import { crc32, deflateSync, inflateSync } from 'node:zlib'
import { callsTo, launch, root, startServer } from './server.mjs'

const folder = process.argv[2] ?? `${root}/docs`
const server = await startServer()
const base = `${server.origin}/sandbox/demo`
const { call, sms, modify, advance } = callsTo(base)

await sms('alice', 'device-1', 'type=phoneNumberCertification&phoneNumber=0612345678')
await modify('alice', JSON.parse(await call('GET', 'admin/sms/latest')).code, '0612345678')
await advance('PT1M')
await call('GET', 'pims.authentication.trustedphonenumber', undefined, 'bob', 'iphone-15')
await modify('blocked', '123456', '0639980001')
await sms('bob', 'iphone-15', 'type=phoneNumberCertification&phoneNumber=0639987711')
await sms('carol', 'pixel-9', 'type=resetPIN')
await advance('PT40S')
await sms('bob', 'iphone-15', 'type=phoneNumberCertification&phoneNumber=0639987711')
await call('GET', 'pims.authentication.account?type=isAccountBlocked', undefined, 'alice', 'device-1')
await call('GET', 'pims.authentication.acount?type=isAccountBlocked', undefined, 'alice', 'device-1')
await call('GET', 'iwws/MAC?action=x')
await call('PUT', 'admin/faults/set.smscode.modifyPhoneNumber.2310', { match: { operation: 'set.smscode.modifyPhoneNumber' }, effect: { error: 2310 } })
await modify('alice', '123456', '0639980001')
await advance('PT9S')
await sms('alice', 'device-1', 'type=phoneNumberCertification&phoneNumber=0639980001')
await call('PUT', 'admin/faults/2307')
await call('GET', 'pims.authentication.trustedphonenumber', undefined, 'alice', 'device-1')
await advance('PT87S')
const newest = async (filter) => JSON.parse(await call('GET', `admin/requests?${filter}&limit=1`)).requests[0].id
const refused = await newest('account=blocked')
const unrouted = await newest('unrouted=true')

/** A PNG with its data deflated as far as it goes: browsers take the quick way. */
function deflatePng (png) {
  const chunks = []
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at)
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) })
    at += length + 12
  }
  const data = deflateSync(inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data))), { level: 9, memLevel: 9 })
  const written = [chunks[0], { type: 'IDAT', data }, { type: 'IEND', data: Buffer.alloc(0) }].map(({ type, data }) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(data.length)
    frame.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
  })
  return Buffer.concat([png.subarray(0, 8), ...written])
}

/** Opens the form of a rule, and fills it in. */
async function writeRule (page) {
  await page.getByRole('button', { name: 'Add a rule…' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel(/^Operation/).selectOption('set.smscode.modifyPhoneNumber')
  await form.getByLabel(/^Account/).fill('alice')
  await form.getByLabel('Let pass first').fill('1')
  await form.getByLabel('At most').fill('1')
}

/** Makes a request of the operation that is open, and shows what came. */
async function tryOut (page) {
  const open = page.locator('.opblock.is-open')
  await open.locator('.execute').click()
  await open.locator('.live-responses-table').waitFor()
  await open.evaluate((element) => element.querySelector('.execute').scrollIntoView())
}

const showCalls = (page) => page.locator('.opblock.is-open details summary').last().click()

const LIVE = '.link-state.live'
const DRAWN = '.opblock'
/** Folder, name, path, theme, width, what says that the page is there, what is done on it, language. */
const pictures = [
  ['console', 'phones', 'console/#/phones', 'light', 1360, LIVE],
  ['console', 'switches', 'console/#/switches?q=23', 'light', 1360, LIVE, (page) => page.locator('.code-open', { hasText: '2310' }).click()],
  ['console', 'traffic-dark', `console/#/traffic/${refused}`, 'dark', 1360, LIVE],
  ['console', 'phones-narrow', 'console/#/phones', 'light', 390, LIVE],
  ['console', 'switches-narrow-dark', 'console/#/switches?q=2310', 'dark', 390, LIVE],
  ['console', 'unrouted', `console/#/traffic/${unrouted}`, 'light', 1360, LIVE],
  ['console', 'accounts', 'console/#/accounts/blocked', 'light', 1360, LIVE],
  ['console', 'rule-dark', 'console/#/switches', 'dark', 1360, LIVE, writeRule],
  ['console', 'traffic-narrow-fr', 'console/#/traffic', 'light', 390, LIVE, undefined, 'fr-FR'],
  ['api', 'page', 'docs/', 'light', 1280, DRAWN],
  ['api', 'operation-dark', 'docs/#/StrongAuthentication/setSmscode', 'dark', 1280, '.opblock.is-open .execute', showCalls],
  ['api', 'operation-narrow', 'docs/#/StrongAuthentication/setSmscode', 'light', 390, '.opblock.is-open .execute', showCalls],
  ['api', 'answer-narrow-dark', 'docs/#/StrongAuthentication/getSmscode', 'dark', 390, '.opblock.is-open .execute', tryOut]
]
const browser = await launch()
for (const [part, name, path, colorScheme, width, ready, prepare = async () => {}, locale = 'en-GB'] of pictures) {
  const context = await browser.newContext({ viewport: { width, height: 720 }, colorScheme, locale, timezoneId: 'Europe/Paris', reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(`${base}/${path}`)
  await page.locator(ready).first().waitFor()
  await page.waitForTimeout(1000)
  await prepare(page)
  await page.waitForTimeout(500)
  mkdirSync(`${folder}/${part}`, { recursive: true })
  writeFileSync(`${folder}/${part}/${name}.png`, deflatePng(await page.screenshot()))
  await context.close()
}
await browser.close()
await server.stop()
