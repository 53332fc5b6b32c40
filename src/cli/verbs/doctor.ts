import { Command } from 'commander'
import { tryParse } from '../../lib/json.ts'
import { VERSION } from '../../version.ts'
import { anotherServer, isOfMock } from '../../client/fetch-from.ts'
import { say } from '../output.ts'
import { needsToken, targetOf } from '../target.ts'
import { whyUnreachable } from '../unreachable.ts'

/** What a check found: the line to print, and whether the next checks make sense. */
interface Finding {
  readonly ok: boolean
  readonly line: string
  readonly goOn: boolean
}

/** What an Android emulator calls the machine that it runs on. */
const EMULATOR_HOST = '10.0.2.2'

/** Milliseconds that an answer may take. */
const PATIENCE = 5000

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
  else yield bad(`the path ${pathname} is not that of a sandbox: the URL is ${origin}, or ${origin}/sandbox/{id}`, true)
  if (hostname === EMULATOR_HOST) yield good(`${EMULATOR_HOST} is an Android emulator's name for this machine, which is localhost here`)
  const url = `${origin.replace(`//${EMULATOR_HOST}`, '//localhost')}${isSandbox ? pathname.replace(/\/+$/, '') : ''}`
  const [health, error] = await ask(`${url}/health`)
  if (health === undefined) return yield bad(whyUnreachable(error))
  yield * examineHealth(health, url)
  yield * examineAdmin(url, adminToken)
  if (protocol === 'http:') yield good(`an Android emulator on this machine reaches it at ${url.replace(/\/\/[^/:]+/, `//${EMULATOR_HOST}`)}, or at ${url} after: adb reverse tcp:${port || 80} tcp:${port || 80}; its app must allow plain HTTP (docs/clients/android.md)`)
}

const isHttpUrl = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && text.includes('://')

function * examineHealth (health: Answer, url: string): Generator<Finding> {
  const { status, version } = parse(health.body) as { status?: unknown, version?: unknown }
  if (health.status !== 200 || status !== 'ok') return yield bad(anotherServer(`${url}/health`, health.status, health.body))
  if (version === VERSION) yield good(`pims-mock ${VERSION} answers`)
  else yield bad(`it is version ${String(version ?? 'below 0.2')}, this command is ${VERSION}: use the same for both`, true)
}

async function * examineAdmin (url: string, adminToken: string | undefined): AsyncGenerator<Finding> {
  const [contract, error] = await ask(`${url}/admin/contract`, adminToken)
  if (contract === undefined) return yield bad(`/admin does not answer: ${whyUnreachable(error)}`)
  const { status, body, isMock } = contract
  if (!isMock) return yield bad(anotherServer(`${url}/admin/contract`, status, body))
  const { sdkVersion, message } = parse(body) as { sdkVersion?: unknown, message?: unknown }
  if (status === 401) return yield bad(needsToken(adminToken))
  if (status !== 200) return yield bad(`/admin answers ${status}: ${String(message)}`)
  yield good(`/admin answers; it plays SDK ${String(sdkVersion)}`)
  const [ca] = await ask(`${url}/admin/ca.pem`, adminToken)
  if (ca?.status === 200) yield good(`clients over HTTPS have to trust ${url}/admin/ca.pem (docs/clients/tls.md)`)
}

/** What a server answered, whole. */
interface Answer {
  readonly status: number
  readonly body: string
  /** Whether it is of the admin API of a pims-mock. */
  readonly isMock: boolean
}

async function ask (url: string, token?: string): Promise<[answer: Answer | undefined, error?: unknown]> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE), redirect: 'manual', headers: token === undefined ? {} : { authorization: `Bearer ${token}` } })
    return [{ status: response.status, body: await response.text(), isMock: isOfMock(response) }]
  } catch (error) {
    return [undefined, error]
  }
}

const parse = (text: string): object => Object(tryParse(text)) as object
