import forge from 'node-forge'
import type { ClientCertificate } from './client-certificate.ts'

/** What the file is opened with. */
export const PKCS12_PASSWORD = 'pims-mock'

/** A certificate and its key as a PKCS #12 file: in three-key 3DES and SHA-1, the form that Node.js, curl and every Java read. */
export function toPkcs12 ({ certificate, key }: ClientCertificate): Buffer {
  const asn1 = forge.pkcs12.toPkcs12Asn1(forge.pki.privateKeyFromPem(key), forge.pki.certificateFromPem(certificate), PKCS12_PASSWORD, { algorithm: '3des', friendlyName: 'pims-mock client' })
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'binary')
}
