import { ask } from '../client/ask.ts'
import type { SandboxClient } from '../client/sandbox-client.ts'
import type { Capture, CapturedAnswer, CapturedCall } from './capture.ts'
import { answerDifferences } from './differences.ts'
import { bodyFor, type Given, headersFor, pathFor, Substitutions } from './substitutions.ts'
import { words, type Wording } from './wording.ts'

export interface Compared {
  /** Place in the capture, from 1. */
  readonly number: number
  readonly method: string
  readonly path: string
  /** That of the real answer; `undefined` where the capture has none. */
  readonly status: number | undefined
  readonly isCompared: boolean
  readonly differences: readonly Wording[]
  /** Why it was not compared, or not wholly. */
  readonly notes: readonly Wording[]
}

/** inWebo's values are sealed with keys of the server, which the mock does not have. */
const SEALED = /^\/(iwws|iwcxf)\/MAC/
const WRONG_PIN = '9999'

/** Sends the calls of a capture to a sandbox, in their order, its clock at the time of each, and compares the answers. */
export async function runCalls ({ calls }: Capture, sandbox: SandboxClient, account: string): Promise<Compared[]> {
  const { pin = '1234', vehicles } = await sandbox.account(account).get()
  const known = new Substitutions()
  const numbers = new Map<string, string>()
  const compared: Compared[] = []
  for (const call of calls) {
    const { at, answer: real } = call
    const heading = { number: call.number, method: call.method, path: call.path, status: real?.status }
    const left = (note: Wording): Compared => ({ ...heading, isCompared: false, differences: [], notes: [note] })
    const obstacle = obstacleOf(call)
    if (obstacle !== undefined || real === undefined) {
      compared.push(left(obstacle ?? words`the capture has no answer`))
    } else {
      if (at !== undefined) await sandbox.freeze(new Date(at))
      const code = await newestCode(sandbox)
      const didSucceed = real.status < 400
      const given: Given = (name, value) => {
        if (/^(smsCode|activationCode)$/i.test(name)) return didSucceed ? code ?? value : otherCode(code, value.length)
        if (/^(pin|pinCode)$/i.test(name)) return didSucceed ? pin ?? value : WRONG_PIN
        if (name === 'login') return account
        if (/^phone_?number$/i.test(name)) return numberFor(value, numbers)
        return /^vin$/i.test(name) ? vehicles[0]?.vin ?? value : undefined
      }
      const mock = await send(call, sandbox.url, known, account, given)
      if (mock === undefined) compared.push(left(words`the mock gave no answer`))
      else {
        known.learnFrom(real, mock)
        compared.push({ ...heading, isCompared: true, differences: answerDifferences(real, mock), notes: real.body === undefined ? [words`the capture has the status alone`] : [] })
      }
    }
  }
  return compared
}

/** Why a call cannot be sent as it was. */
function obstacleOf ({ path, lacksBody }: CapturedCall): Wording | undefined {
  if (SEALED.test(path)) return words`what the device sends is sealed with keys of the real server`
  return lacksBody ? words`the capture does not have the body of the request: record it with content embedded` : undefined
}

/** A number of nobody for each number of the capture, so that the same one stays the same. */
function numberFor (value: string, numbers: Map<string, string>): string {
  const number = numbers.get(value) ?? `06399801${String(numbers.size % 100).padStart(2, '0')}`
  numbers.set(value, number)
  return number
}

/** A code of the same length that is not the newest. */
const otherCode = (code: string | undefined, length: number): string => {
  const zeros = '0'.repeat(Math.min(length, 32))
  return zeros === code ? '1'.repeat(zeros.length) : zeros
}

async function newestCode (sandbox: SandboxClient): Promise<string | undefined> {
  const [newest] = await sandbox.messages({ limit: 1 })
  return newest?.code
}

async function send (call: CapturedCall, url: string, known: Substitutions, account: string, given: Given): Promise<CapturedAnswer | undefined> {
  const path = pathFor(call.path, known, given)
  const isLogin = /^\/am\/oauth2\/authorize/.test(path) && call.answer?.status === 302 && !/[?&]login=/.test(path)
  const login = isLogin ? `${path.includes('?') ? '&' : '?'}login=${encodeURIComponent(account)}` : ''
  try {
    const answer = await ask(`${url}${path}${login}`, { method: call.method, headers: headersFor(call, known, account), ...call.body !== undefined && { body: bodyFor(call.body, known, given) } })
    const names = ['location', 'www-authenticate', 'retry-after', 'content-type']
    return {
      status: answer.status,
      contentType: answer.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? '',
      headers: Object.fromEntries(names.flatMap((name) => { const value = answer.headers.get(name); return value === null ? [] : [[name, value]] })),
      body: await answer.text()
    }
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
