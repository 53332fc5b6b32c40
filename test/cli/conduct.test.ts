import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import t from 'tap'
import { run, serve } from './support.ts'

const [, block = ''] = /```sh\n(.*?)```/s.exec(readFileSync('docs/conduct.md', 'utf8')) ?? []
const lines = block.trim().split('\n')

/** Has a client go on after a block. */
async function goOn (url: string): Promise<void> {
  for (let count = 0; count < 2; count++) {
    await fetch(`${url}/pims.authentication.otp?action=withPIN&pinCode=1234`, { headers: { authorization: 'Bearer alice', 'x-fault': '2310' } })
  }
}

t.test('every line of docs/conduct.md does what the page says', { skip: process.platform === 'win32' }, async (t) => {
  const url = await serve(t)
  t.equal(lines.length, 6)
  t.match(await run(['conduct'], { PIMS_MOCK_URL: url }), { code: 0, printed: 'Nothing was found in 1 requests.' })
  await goOn(url)
  for (const line of lines) {
    const [command = '', ...words] = line.replace(/ > .*/, '').split(' ')
    const printed = command === 'pims-mock'
      ? (await run(words, { PIMS_MOCK_URL: url })).printed
      : (await promisify(execFile)('sh', ['-c', line.replace('localhost:3000', new URL(url).host).replace(/(\S*\?\S*)/, "'$1'").replace('curl', 'curl -s')])).stdout
    t.match(printed, 'GoesOnAfterBlock', line)
  }
})

t.test('conduct says what, why, what to do instead, and which requests; --fail ends with 1 where it is as bad as that', async (t) => {
  const url = await serve(t)
  await goOn(url)
  const conduct = async (...words: string[]) => await run(['conduct', ...words], { PIMS_MOCK_URL: url })
  t.match(await conduct(), { code: 0, printed: /^high {4}PIMS1001 GoesOnAfterBlock: the client goes on [^]*\(get\.otp\.withPIN, alice\)\n {8}Each further[^]*\n {8}Stop after[^]*\n {8}requests \S+ \S+$/ })
  t.match(await conduct('--fail', 'high'), { code: 1 })
  t.match(await conduct('--sandbox', 'other', '--fail', 'low'), { code: 0, printed: 'Nothing was found in 0 requests.' })
  t.match(await conduct('--junit'), { code: 0, printed: /^<\?xml[^]*failures="1"/ })
  t.match(await conduct('--severity', 'worst'), { code: 2, printed: /Allowed choices are high, medium, low/ })
})

t.test('exec says in its last line how many findings there were', async (t) => {
  const script = 'const ask = () => fetch(process.env.PIMS_MOCK_URL + \'/pims.authentication.otp?action=withPIN&pinCode=1234\', { headers: { authorization: \'Bearer alice\', \'x-fault\': \'2310\' } }); ask().then(ask)'
  t.match(await run(['exec', '--', process.execPath, '-e', script], {}), { printed: /documented codes were answered in the default sandbox; findings about the client: 1 high$/ })
  t.match(await run(['exec', '--', process.execPath, '-e', script], { JOURNAL_SIZE: '0' }), { code: 0, printed: /in the default sandbox$/ })
})
