import 'reflect-metadata' // before the library, which leaves it to its users to load
import * as x509 from '@peculiar/x509'
import { pem, validFrom } from './certificate-form.ts'

/** RSA, which every reader of a PKCS #12 file knows. */
const ALGORITHM = { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' }

/** A certificate that a client shows, and its key, as PEM. */
export interface ClientCertificate {
  readonly certificate: string
  readonly key: string
}

/**
 * Creates the one certificate that clients are let in with: signed by itself, so that to trust it is to trust it alone.
 *
 * @param now the machine's time, in milliseconds since 1970
 */
export async function generateClientCertificate (now: number): Promise<ClientCertificate> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: [{ CN: ['pims-mock client'] }],
    ...validFrom(now),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth]),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey)
    ]
  })
  const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey)
  return { certificate: pem(certificate.toString('pem')), key: pem(x509.PemConverter.encode(key, x509.PemConverter.PrivateKeyTag)) }
}
