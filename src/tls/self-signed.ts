import 'reflect-metadata' // before the library, which leaves it to its users to load
import { isIP } from 'node:net'
import * as x509 from '@peculiar/x509'
import { pem, validFrom } from './certificate-form.ts'
import type { ClientCertificate } from './client-certificate.ts'

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

/** A server's certificate and key, as PEM. */
export interface TlsCredentials {
  /** The certificate, followed by the intermediate ones. */
  readonly cert: string
  readonly key: string
  /** The certificate of the CA that `generateCertificate` created. */
  readonly authority?: string
  /** The certificate that a client has to show, where one is required. */
  readonly client?: ClientCertificate
}

/**
 * Creates a CA and a server certificate signed by it. The CA's private key is not kept: to trust the CA is to trust this
 * one certificate.
 *
 * @param now the machine's time, in milliseconds since 1970
 */
export async function generateCertificate (names: readonly string[], now: number): Promise<Required<Omit<TlsCredentials, 'client'>>> {
  const makeKeys = () => crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const [authorityKeys, keys] = await Promise.all([makeKeys(), makeKeys()])
  const common = { ...validFrom(now), signingAlgorithm: ALGORITHM }

  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    ...common,
    name: [{ CN: ['pims-mock CA'] }],
    keys: authorityKeys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(authorityKeys.publicKey)
    ]
  })
  const certificate = await x509.X509CertificateGenerator.create({
    ...common,
    subject: [{ CN: ['pims-mock'] }],
    issuer: authority.subjectName,
    publicKey: keys.publicKey,
    signingKey: authorityKeys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(names.map(generalName)),
      await x509.AuthorityKeyIdentifierExtension.create(authorityKeys.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey)
    ]
  })

  const key = x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY')
  return { cert: pem(certificate.toString('pem')), key: pem(key), authority: pem(authority.toString('pem')) }
}

const generalName = (value: string): x509.JsonGeneralName => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value })
