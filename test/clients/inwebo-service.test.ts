import { createRequire } from 'node:module'
import { join } from 'node:path'
import soap from 'soap'
import t from 'tap'
import { blocksOf, example } from './support/pages.ts'
import { listen } from './support/server.ts'
import { has, run, SHORT_LIVED } from './support/tools.ts'

const PAGE = 'inwebo-service'
const PYTHON = '/usr/bin/python3'
const NO_ZEEP = !has(PYTHON, '-c', 'import zeep') && `zeep was not tried here: ${PYTHON} has none (apt-get install python3-zeep)`
const NO_PHP = !has('php', '-r', 'exit(class_exists("SoapClient") ? 0 : 1);') && 'PHP was not tried here: there is no SoapClient (apt-get install php-cli php-soap)'
const NO_JAVA = !has('javac', '-version') && 'Java was not tried here: there is no javac'

t.test('what the page does with curl works from top to bottom', { skip: !has('curl', '--version') && 'there is no curl' }, async (t) => {
  const { url, noFindings } = await listen(t)
  const script = blocksOf(PAGE).filter(({ language }) => language === 'sh').map(({ text }) => text).join('\necho\n').replaceAll('localhost:3000', new URL(url).host)
  const [checked, answered, accepted, sealed, ...more] = (await run('sh', ['-ec', script])).split(/(?<=\})/).map((answer) => JSON.parse(answer) as object)
  t.match(checked, { err: 'OK', name: 'Test phone' })
  t.match(answered, { account: 'alice', state: 'accepted' })
  t.match(accepted, { err: 'OK', name: 'Test phone' })
  t.match(sealed, { err: 'NOK:BadData' })
  t.strictSame(more, [])
  await noFindings()
})

t.test('the example for npm soap', async (t) => {
  const { url, noFindings } = await listen(t)
  const folder = t.testdir({ 'example.mjs': example(PAGE, 'js', url) })
  t.match(await run(process.execPath, [join(folder, 'example.mjs')]), /^OK \d{9}\nNOK:authentication failed\n$/)
  await noFindings()
})

t.test('the example for zeep', { skip: NO_ZEEP }, async (t) => {
  const { url, noFindings } = await listen(t)
  const folder = t.testdir({ 'example.py': example(PAGE, 'python', url) })
  t.equal(await run(PYTHON, [join(folder, 'example.py')]), 'OK 1 alice@example.com 1\nNOK:WAITING\n')
  await noFindings()
})

t.test('the example for PHP', { skip: NO_PHP }, async (t) => {
  const { url, noFindings } = await listen(t)
  const folder = t.testdir({ 'example.php': example(PAGE, 'php', url) })
  t.equal(await run('php', [join(folder, 'example.php')]), 'OK alice@example.com\nNOK:authentication failed\n')
  await noFindings()
})

t.test('the example in Java', { skip: NO_JAVA }, async (t) => {
  const { url, noFindings } = await listen(t)
  const folder = t.testdir({ 'Check.java': example(PAGE, 'java', url) })
  await run('javac', [...SHORT_LIVED.map((option) => `-J${option}`), '-d', folder, join(folder, 'Check.java')])
  t.equal(await run('java', [...SHORT_LIVED, '-cp', folder, 'Check']), 'false\n')
  await noFindings()
})

/** What the tests ask of a client of npm soap, whose methods come from the WSDL. */
type Ask = (operation: string, fields: object) => Promise<Record<string, unknown>>

type Callback<Result> = (error: Error | null | undefined, result: Result) => void

/** What both versions of npm soap have in common; the older one has no types, and knows callbacks alone. */
interface Library {
  createClient (url: string, options: object, done: Callback<object>): void
}

const VERSIONS: Readonly<Record<string, Library>> = { 1.13: soap, 0.18: createRequire(import.meta.url)('old-soap') as Library }

/** The result that a function hands to a callback. */
const called = async <Result>(ask: (done: Callback<Result>) => void): Promise<Result> => await new Promise((resolve, reject) => {
  ask((error, result) => { if (error instanceof Error) reject(error); else resolve(result) })
})

for (const [version, library] of Object.entries(VERSIONS)) {
  /** A client of a service of the server, in a sandbox. */
  const clientOf = async (address: string): Promise<Ask> => {
    const client = await called<object>((done) => { library.createClient(`${address}?wsdl`, { disableCache: true }, done) })
    return async (operation, fields) => await called((done) => {
      const method: unknown = Reflect.get(client, operation)
      if (typeof method !== 'function') throw new Error(`the WSDL has no ${operation}`)
      method.call(client, fields, done)
    })
  }

  t.test(`npm soap ${version}: logins of 0, 1 and 2, a code that enrols, faults, and both versions of the services`, async (t) => {
    const { url, noFindings } = await listen(t)
    const services = `${url}/sandbox/soap-${version.replace('.', '-')}/services`
    const admin = await clientOf(`${services}/ConsoleAdmin`)
    const search = async (loginname: string) => (await admin('loginSearch', { userid: 0, serviceid: 1201, loginname, exactmatch: 0, offset: 0, nmax: 10, sort: 0 })).loginSearchReturn as Record<string, unknown>
    const create = async (login: string) => (await admin('loginCreate', { userId: 0, serviceId: 1201, login, firstname: 'A', name: 'B', mail: '', phone: '', status: 0, role: 0, access: 1, codetype: 0, lang: 'en', extrafields: '' })).loginCreateReturn
    t.notOk((await search('@soap.test')).login, 'an empty list is no member')
    t.match(await create('one@soap.test'), { err: 'OK', code: /^\d{9}$/, id: 10001 }, 'with userId and serviceId as inWebo\'s kit writes them')
    t.match(await search('@soap.test'), { err: 'OK', login: ['one@soap.test'] })
    t.match(await create('two@soap.test'), { err: 'OK' })
    t.match(await search('@soap.test'), { login: ['one@soap.test', 'two@soap.test'], phone: ['', ''] })
    t.match(await create('two@soap.test'), { err: 'NOK:loginexists' })
    await t.rejects(admin('loginQuery', { userid: 0, loginid: 'abc' }), /loginid is .*it should be a whole number|soapenv:Client/)

    t.match(await (await clientOf(`${services}/Authentication`))('Authenticate', { userId: 'alice', serviceId: '1201', token: 'x' }), { authenticateReturn: 'NOK:authentication failed' })
    const second = await clientOf(`${services.replace('/services', '/v2/services')}/Authentication`)
    t.match(await second('pushAuthenticate', { userId: 'alice', serviceId: '1201' }), { pushAuthenticateReturn: { err: 'OK', sessionId: /^[0-9a-f]{32}$/ } })
    await noFindings()
  })
}
