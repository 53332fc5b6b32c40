import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { ownNames } from '../config/names.ts'
import { ConfigError } from '../config/read-config.ts'
import type { Config } from '../config/schema.ts'
import type { TlsCredentials } from './self-signed.ts'
import { isHostName } from '../lib/url/host-names.ts'

/**
 * The credentials that the configuration names, else generated ones; `undefined` without HTTPS.
 *
 * @param now the machine's time, in milliseconds since 1970
 * @throws ConfigError when the files cannot be used
 */
export async function loadCredentials (config: Config, now: number): Promise<TlsCredentials | undefined> {
  const { HTTPS_PORT, REQUIRE_CLIENT_CERT } = config
  if (HTTPS_PORT === undefined) return undefined
  const own = await serverCredentials(config, now)
  if (!REQUIRE_CLIENT_CERT) return own
  const { generateClientCertificate } = await import('./client-certificate.ts')
  return { ...own, client: await generateClientCertificate(now) }
}

async function serverCredentials (config: Config, now: number): Promise<TlsCredentials> {
  const { TLS_CERT, TLS_KEY } = config
  if (TLS_CERT !== undefined && TLS_KEY !== undefined) return readCredentials(TLS_CERT, TLS_KEY)
  const names = new Set(ownNames(config))
  const { generateCertificate } = await import('./self-signed.ts') // heavy, and seldom asked for
  return await generateCertificate([...names].filter(isHostName), now)
}

function readCredentials (certFile: string, keyFile: string): TlsCredentials {
  const cert = read('TLS_CERT', certFile)
  const key = read('TLS_KEY', keyFile)
  const certificate = parse(`TLS_CERT: ${certFile} is not a certificate in PEM`, () => new X509Certificate(cert))
  const privateKey = parse(`TLS_KEY: ${keyFile} is not a private key in PEM without a passphrase`, () => createPrivateKey(key))
  if (!certificate.checkPrivateKey(privateKey)) {
    throw new ConfigError(`TLS_KEY: ${keyFile} is not the key of the first certificate in ${certFile}, which must be the server's own`)
  }
  return { cert, key }
}

function read (variable: string, file: string): string {
  return parse(`${variable}: ${file} cannot be read`, () => readFileSync(file, 'utf8'))
}

/** @throws ConfigError the complaint, and what the reader said */
function parse<Parsed> (complaint: string, run: () => Parsed): Parsed {
  try {
    return run()
  } catch (error) {
    throw new ConfigError(`${complaint} (${(error as Error).message})`)
  }
}
