import { Command } from 'commander'
import { tryParse } from '../../lib/json.ts'
import { VERSION } from '../../version.ts'
import { needsToken, say, targetOf } from '../target.ts'

/** What a check found: the line to print, and whether the next checks make sense. */
interface Finding {
  readonly ok: boolean
  readonly line: string
  readonly goOn: boolean
}

/** What an Android emulator calls the machine that it runs on. */
const EMULATOR_HOST = '10.0.2.2'

const good = (line: string): Finding => ({ ok: true, line, goOn: true })
const bad = (line: string, goOn = false): Finding => ({ ok: false, line, goOn })

/** `pims-mock doctor URL`: why a client does not get through, and what to do. */
export const doctor = (): Command => new Command('doctor')
  .description('check that a server can be reached and is set up as a client expects; each line says what to do')
  .argument('[url]', 'the URL that the client uses; --url or PIMS_MOCK_URL when absent')
  .action(async (given: string | undefined, _options: unknown, command: Command) => {
    const { url, adminToken } = targetOf(command)
    let failed = false
    for await (const { ok, line, goOn } of examine(given ?? url, adminToken)) {
      say(`${ok ? 'ok  ' : '!!  '}${line}`)
      failed ||= !ok
      if (!goOn) break
    }
    process.exitCode = failed ? 1 : 0
  })

async function * examine (given: string, adminToken: string | undefined): AsyncGenerator<Finding> {
  if (!isHttpUrl(given)) return yield bad(`"${given}" is not a URL. ${isHttpUrl(`http://${given}`) ? `Did you mean http://${given}?` : 'It is like http://localhost:3000'}`)
  const { hostname, pathname, protocol, origin, port } = new URL(given)
  const isSandbox = /^(\/sandbox\/[A-Za-z0-9._-]{1,64})?\/*$/.test(pathname)
  if (isSandbox) yield good(`${given} is a URL`)
  else yield bad(`the path ${pathname} is no sandbox: the URL is ${origin}, or ${origin}/sandbox/{id}`, true)
  if (hostname === EMULATOR_HOST) yield good(`${EMULATOR_HOST} is an Android emulator's name for this machine, which is localhost here`)
  const url = `${origin.replace(`//${EMULATOR_HOST}`, '//localhost')}${isSandbox ? pathname.replace(/\/+$/, '') : ''}`
  const [health, error] = await ask(`${url}/health`)
  if (health === undefined) return yield bad(describeFailure(error, new URL(url).hostname))
  yield * examineHealth(health, url)
  yield * examineAdmin(url, adminToken)
  if (protocol === 'http:') yield good(`an Android emulator on this machine reaches it at ${url.replace(/\/\/[^/:]+/, `//${EMULATOR_HOST}`)}, or at ${url} after: adb reverse tcp:${port || 80} tcp:${port || 80}; its app must allow plain HTTP (docs/clients/android.md)`)
}

const isHttpUrl = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && text.includes('://')

async function * examineHealth (response: Response, url: string): AsyncGenerator<Finding> {
  const body = await response.text()
  const { status, version } = parse(body) as { status?: unknown, version?: unknown }
  if (!response.ok || status !== 'ok') return yield bad(`${url}/health answered ${response.status} ${body.slice(0, 80)}: this is another server. Is the port right?`)
  if (version === VERSION) yield good(`pims-mock ${VERSION} answers`)
  else yield bad(`it is version ${String(version ?? 'below 0.2')}, this command is ${VERSION}: use the same for both`, true)
}

async function * examineAdmin (url: string, adminToken: string | undefined): AsyncGenerator<Finding> {
  const [response] = await ask(`${url}/admin/contract`, adminToken)
  if (response === undefined) return
  const body = parse(await response.text()) as { sdkVersion?: unknown, message?: unknown }
  if (response.status === 401) return yield bad(needsToken(adminToken))
  if (!response.ok) return yield bad(`/admin answers ${response.status}: ${String(body.message)}`)
  yield good(`/admin answers; it plays SDK ${String(body.sdkVersion)}`)
  const [ca] = await ask(`${url}/admin/ca.pem`, adminToken)
  if (ca?.ok === true) yield good(`clients over HTTPS have to trust ${url}/admin/ca.pem (docs/clients/tls.md)`)
}

async function ask (url: string, token?: string): Promise<[response: Response | undefined, error?: unknown]> {
  try {
    return [await fetch(url, { signal: AbortSignal.timeout(5000), redirect: 'manual', headers: token === undefined ? {} : { authorization: `Bearer ${token}` } })]
  } catch (error) {
    return [undefined, error]
  }
}

const parse = (text: string): object => Object(tryParse(text)) as object

function describeFailure (error: unknown, hostname: string): string {
  const { cause, name } = Object(error) as { cause?: { code?: string }, name?: string }
  const { message = '' } = Object(cause ?? error) as { message?: string }
  const code = cause?.code ?? (name === 'TypeError' ? message : name ?? message)
  if (code === 'ECONNREFUSED') return 'nothing listens there: start pims-mock, publish its port (docker run -p 3000:3000), or mend the port'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `${hostname} is not known here: in a container, use the name of the service; from one, host.docker.internal`
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return `the certificate is not for ${hostname}: start the server with TLS_NAMES=${hostname}`
  if (code.startsWith('ERR_SSL_')) return 'no HTTPS is spoken there: use http://, or the port that HTTPS_PORT names'
  if (code === 'UND_ERR_SOCKET') return 'the connection was closed without an answer: HTTPS may be spoken there, use https://; or a fault resets it, pims-mock ok switches faults off'
  if (/CERT|SIGN|ISSUER|VERIFY/.test(code)) return 'the certificate is not trusted: fetch /admin/ca.pem over HTTP and name it in NODE_EXTRA_CA_CERTS (docs/clients/tls.md)'
  if (code === 'TimeoutError' || code === 'UND_ERR_CONNECT_TIMEOUT') return 'no answer within 5 s: a firewall, or a fault that hangs? pims-mock ok switches faults off'
  return `it cannot be reached: ${code}`
}
