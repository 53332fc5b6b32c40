import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { join } from 'node:path'
import t from 'tap'
import { ConfigError } from '../../src/config/read-config.ts'
import { loadCredentials } from '../../src/tls/credentials.ts'
import { generateCertificate } from '../../src/tls/self-signed.ts'
import { configOf } from '../support/start.ts'

const NOW = Date.UTC(2026, 0, 1)

const find = async (environment: Record<string, string>) => await loadCredentials(configOf(environment), NOW)

t.test('there is none without HTTPS_PORT', async (t) => {
  t.equal(await find({}), undefined)
})

t.test('the own certificate is one that strict clients take', async (t) => {
  const { cert, authority } = await generateCertificate(['localhost', '::1'], NOW)
  const [leaf, ca] = [new X509Certificate(cert), new X509Certificate(authority)]
  t.ok(ca.ca && !leaf.ca)
  t.ok(leaf.checkIssued(ca) && leaf.verify(ca.publicKey) && ca.verify(ca.publicKey))
  t.strictSame(leaf.keyUsage, ['1.3.6.1.5.5.7.3.1'])
  t.equal(leaf.checkIP('::1'), '::1')
  t.ok(Date.parse(leaf.validFrom) < NOW, 'for clocks that lag')
  t.ok(Date.parse(leaf.validTo) - Date.parse(leaf.validFrom) < 825 * 86_400_000)
})

t.test('every start has a CA of its own', async (t) => {
  const [one, other] = [await find({ HTTPS_PORT: '0' }), await find({ HTTPS_PORT: '0' })]
  t.not(one?.authority, other?.authority)
})

t.test('TLS_CERT and TLS_KEY name the files to use instead', async (t) => {
  const { cert, key, authority } = await generateCertificate(['localhost'], NOW)
  const folder = t.testdir({ 'chain.pem': cert + authority, 'key.pem': key })
  t.strictSame(await find({ HTTPS_PORT: '0', TLS_CERT: join(folder, 'chain.pem'), TLS_KEY: join(folder, 'key.pem') }), { cert: cert + authority, key })
})

t.test('files that cannot be used get one line that names the variable', async (t) => {
  const { cert, key } = await generateCertificate(['localhost'], NOW)
  const locked = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' })
  const folder = t.testdir({ 'cert.pem': cert, 'key.pem': key, 'other.pem': (await generateCertificate(['localhost'], NOW)).key, 'locked.pem': locked, 'text.pem': 'text' })
  const use = (cert: string, key: string) => find({ HTTPS_PORT: '0', TLS_CERT: join(folder, cert), TLS_KEY: join(folder, key) })
  const cases = [
    ['none.pem', 'key.pem', /^TLS_CERT: \S+none\.pem cannot be read \(ENOENT.*\)$/],
    ['cert.pem', '.', /^TLS_KEY: \S+ cannot be read \(EISDIR.*\)$/],
    ['text.pem', 'key.pem', /^TLS_CERT: \S+text\.pem is not a certificate in PEM \(.*\)$/],
    ['cert.pem', 'text.pem', /^TLS_KEY: \S+text\.pem is not a private key in PEM without a passphrase \(.*\)$/],
    ['cert.pem', 'locked.pem', /^TLS_KEY: \S+locked\.pem is not a private key in PEM without a passphrase \(.*\)$/],
    ['cert.pem', 'other.pem', /^TLS_KEY: \S+other\.pem is not the key of the first certificate in \S+cert\.pem/]
  ] as const
  for (const [cert, key, message] of cases) {
    const error: unknown = await use(cert, key).catch((error: unknown) => error)
    t.ok(error instanceof ConfigError)
    t.match(error, { message }, `${cert} ${key}`)
  }
})
