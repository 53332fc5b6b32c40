/** Why no server answered, and what to do, in words that may stand in a sentence; `error` is what `fetch` threw. */
export function whyUnreachable (error: unknown): string {
  const { cause, name } = Object(error) as { cause?: { code?: string, hostname?: string, host?: string }, name?: string }
  const { message = '' } = Object(cause ?? error) as { message?: string }
  const code = cause?.code ?? (name === 'TypeError' ? message : name ?? message)
  const host = cause?.hostname ?? cause?.host ?? 'this name'
  if (code === 'ECONNREFUSED') return 'nothing listens there. Start one with pims-mock, or name it with --url or PIMS_MOCK_URL; in Docker, publish its port (-p 3000:3000)'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `${host} is not known here: in a container, use the name of the service; from one, host.docker.internal`
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return `the certificate is not for ${host}: start the server with TLS_NAMES=${host}`
  if (code.startsWith('ERR_SSL_')) return 'no HTTPS is spoken there: use http://, or the port that HTTPS_PORT names'
  if (code === 'UND_ERR_SOCKET' || code === 'ECONNRESET') return 'the connection was closed without an answer: HTTPS may be spoken there, use https://; or a fault resets it, pims-mock ok switches faults off'
  if (/CERT|SIGN|ISSUER|VERIFY/.test(code)) return 'the certificate is not trusted: fetch /admin/ca.pem over HTTP and name it in NODE_EXTRA_CA_CERTS (docs/clients/tls.md)'
  if (code === 'TimeoutError' || code === 'UND_ERR_CONNECT_TIMEOUT') return 'no answer within 5 s: a firewall, or a fault that hangs? pims-mock ok switches faults off'
  return `it cannot be reached: ${code}`
}
