import { readFileSync } from 'node:fs'
import t from 'tap'
import { ownNames } from '../../src/config/names.ts'
import { start } from '../support/start.ts'

const read = (page: string) => readFileSync(`docs/clients/${page}.md`, 'utf8')
const PAGES = ['psa-car-controller', 'home-assistant', 'iobroker', 'jeedom', 'other-cars']

t.test('the page of each car client says whether it was tried, and with which version', async (t) => {
  for (const page of PAGES) t.match(read(page), /Tried with \S+|was run here/, page)
  for (const page of PAGES) t.match(read(page), /\b[0-9a-f]{7}\b|@\d+\.\d+\.\d+/, page)
})

t.test('the names to lead to the mock are those of its certificate', async (t) => {
  const vendors = ownNames({ HOST: '0.0.0.0' }).filter((name) => /(mpsa|groupe-psa|idpcvs)\./.test(name))
  const [, section = ''] = read('tls').split('## Without changing the client')
  for (const name of vendors) t.match(section, `\`${name}\``)
})

t.test('the configuration for psa_car_controller is about an account that is there', async (t) => {
  const { admin } = await start(t)
  const [config] = [...read('psa-car-controller').matchAll(/```json\n(.*?)```/gs)].map(([, text = '']) => JSON.parse(text) as unknown)
  const { body } = await admin('GET', 'accounts/alice')
  t.match(config, { customer_id: body?.customerId, refresh_token: null, remote_refresh_token: null, realm: 'clientsB2CPeugeot' })
})

t.test('each quirk has a client, what it does, where, and whether it was run', async (t) => {
  const rows = read('quirks').split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| client |') && !line.startsWith('| ---'))
  t.ok(rows.length > 30)
  for (const row of rows) t.match(row, /^\| [A-Z\w].*? \| .{15,} \| .+ \| (run|read|run, read) \|$/, row)
})
