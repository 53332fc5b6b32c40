import { headerArgument, shellComment, shellText, shellWord } from '../../words/shell.ts'
import { answerOnHttp } from '../../words/outcomes.ts'
import { MASK } from '../../words/mask.ts'
import { bodyText, type Exported, headerText, type HttpDetails, isOfHttp, isBodyLost, isKeptInPart } from './exported.ts'

/** Headers that curl sets itself, that belong to a connection, or that only a browser may send. */
const LEFT_OUT = /^(host|connection|keep-alive|proxy-connection|te|trailer|upgrade|expect|content-length|transfer-encoding|accept-encoding|user-agent|x-sandbox|origin|referer|sec-.*)$/
/** Milliseconds that may be between a request and its replay before the clock of the sandbox is moved. */
const DRIFT = 10_000

/**
 * Requests as lines of a shell, the oldest first, with what moves the clock as it had moved between them. They speak to
 * the sandbox they came from, or to that of `PIMS_MOCK_URL`: to a fresh one with the same seed they are a replay.
 *
 * @param plain with URLs as they are, as programs read them that import lines of curl; `PIMS_MOCK_URL` changes nothing then
 */
export function toCurl ({ version, url, entries: all, secrets }: Exported, { seed, plain = false }: { seed: number | undefined, plain?: boolean }): string {
  const entries = all.filter(isOfHttp)
  const at: AtUrl = plain ? (path) => shellWord(url + path) : (path) => `"\${PIMS_MOCK_URL:-${shellText(url)}}"${shellWord(path)}`
  const root = url.replace(/\/sandbox\/[^/]*$/, '')
  const lines = [
    shellComment(`${entries.length} requests to ${url}, the oldest first (pims-mock ${version})`),
    seed === undefined
      ? shellComment('This sandbox has no seed: a replay meets other SMS codes. PUT /admin/sandboxes/{id} takes one.')
      : shellComment(`To replay: curl -X PUT ${root}/admin/sandboxes/replay --json '{"seed":${seed}}', then PIMS_MOCK_URL=${root}/sandbox/replay sh FILE`),
    ...secrets ? [] : [shellComment('Secrets are masked, which a replay needs: ask with secrets=true.')]
  ]
  let before: number | undefined
  for (const entry of entries) {
    const time = Date.parse(entry.at)
    const passed = time - (before ?? time)
    before ??= time
    if (Math.abs(passed) >= DRIFT) {
      lines.push(clockLine(at, passed))
      before = time
    }
    lines.push(`${requestLine(at, entry)} ${shellComment(described(entry))}`)
  }
  return `${lines.join('\n')}\n`
}

/** Writes the URL of a path as a word of a shell. */
type AtUrl = (path: string) => string

const clockLine = (at: AtUrl, milliseconds: number): string =>
  `curl -sS -o /dev/null -X PUT ${at('/admin/clock')} \${ADMIN_TOKEN:+-H "authorization: Bearer $ADMIN_TOKEN"} -H 'content-type: application/json' --data-raw '{"advance":${milliseconds}}' ${shellComment(`${Math.round(milliseconds / 1000)} s later`)}`

const described = (entry: HttpDetails): string => {
  const { at, reason, request } = entry
  return [at.slice(11, 19), answerOnHttp(entry), reason ?? '', isBodyLost(request) ? '(its body is not kept)' : isKeptInPart(request.body) ? '(its body is kept in part)' : ''].filter((part) => part !== '').join(' ')
}

function requestLine (at: AtUrl, entry: HttpDetails): string {
  const { request } = entry
  const { method, path, headers } = request
  const body = isBodyLost(request) ? '(not kept)' : bodyText(request) // some body has to stand for it, or the answer is another one
  const sent = Object.entries({ ...headers, ...tokenOf(entry) }).filter(([name, value]) => !LEFT_OUT.test(name) && !(name === 'accept' && value === '*/*'))
  return [
    `curl -gsS ${at(path.startsWith('/') ? path : '/')}`,
    ...path.startsWith('/') ? [] : [`--request-target ${shellWord(path)}`],
    ...path.includes('/.') ? ['--path-as-is'] : [],
    ...methodOf(method, body),
    ...[...sent, ...faultOf(entry)].map(([name, value]) => headerArgument(name, headerText(value))),
    ...body === undefined ? [] : [...headers['content-type'] === undefined ? ["-H 'content-type:'"] : [], `--data-raw ${shellWord(body)}`]
  ].join(' ')
}

/** An account's id is a token on the PIMS face: it stands for one that is masked. */
const tokenOf = ({ face, account, request: { headers } }: HttpDetails) =>
  face === 'pims' && account !== null && headers.authorization === MASK && { authorization: `Bearer ${account}` }

function methodOf (method: string, body: string | undefined): string[] {
  if (method === 'HEAD') return ['--head']
  return method === (body === undefined ? 'GET' : 'POST') ? [] : [`-X ${shellWord(method)}`]
}

/** A rule that hit may not be there in a replay: the request asks for its effect itself. */
function faultOf ({ fault, request }: HttpDetails): Array<[string, string]> {
  if (fault === null || fault.rule === null || fault.effect === null || request.headers['x-fault'] !== undefined) return []
  return [['x-fault', JSON.stringify(fault.effect).replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)]]
}
