import type { Account } from '../client/contract.ts'
import { MockError } from '../client/mock-error.ts'
import type { SandboxClient } from '../client/sandbox-client.ts'
import { adviceOn } from './advice.ts'
import type { Capture, CapturedAnswer, CapturedCall } from './capture.ts'
import { cookieNotes } from './cookies.ts'
import { DeviceCalls, isDeviceCall, isPlayable } from './device/device-calls.ts'
import { answerDifferences } from './differences.ts'
import { Givens, needsCode, type Stand } from './given.ts'
import { newestCode } from './newest-code.ts'
import { askMock } from './ask-mock.ts'
import { bodyFor, headersFor, pathFor, Substitutions } from './substitutions.ts'
import { type Wording, words } from './wording.ts'

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

/** Sends the calls of a capture to a sandbox, in their order, its clock at the time of each, and compares the answers. */
export async function runCalls ({ calls }: Capture, sandbox: SandboxClient, account: string): Promise<Compared[]> {
  const { pin = '1234', vehicles } = await sandbox.account(account).get({ secrets: true })
  const stand: Stand = { account, pin, vin: vehicles[0]?.vin }
  const run = new Run(sandbox, calls, stand)
  const compared: Compared[] = []
  for (const call of calls) compared.push({ number: call.number, method: call.method, path: call.path, status: call.answer?.status, ...await run.compare(call) })
  return compared
}

type Outcome = Pick<Compared, 'isCompared' | 'differences' | 'notes'>

const left = (note: Wording): Outcome => ({ isCompared: false, differences: [], notes: [note] })

class Run {
  readonly #sandbox: SandboxClient
  readonly #account: string
  readonly #givens: Givens
  readonly #device: DeviceCalls
  readonly #known = new Substitutions()
  #now: number | undefined
  #accounts: readonly Account[] | undefined

  constructor (sandbox: SandboxClient, calls: readonly CapturedCall[], stand: Stand) {
    this.#sandbox = sandbox
    this.#account = stand.account
    this.#givens = new Givens(stand)
    this.#device = new DeviceCalls(sandbox, calls, stand)
  }

  async compare (call: CapturedCall): Promise<Outcome> {
    const { at, answer: real } = call
    const obstacle = obstacleOf(call)
    if (obstacle !== undefined) return left(obstacle)
    if (real === undefined) return left(words`the capture has no answer`)
    if (at !== undefined && at !== this.#now) await this.#moveClock(at)
    const mock = isDeviceCall(call) ? await this.#device.ask(call) : await this.#send(call)
    if (mock === undefined) return left(words`the mock gave no answer`)
    this.#known.learnFrom(real, mock)
    const differences = answerDifferences(real, mock)
    const advice = differences.length === 0 ? [] : adviceOn(real, mock, await this.#readAccounts())
    return { isCompared: true, differences, notes: [...advice, ...notesOn(call, mock), ...cookieNotes(real.headers['set-cookie'], mock.headers['set-cookie'])] }
  }

  async #readAccounts (): Promise<readonly Account[]> {
    this.#accounts ??= await this.#sandbox.accounts()
    return this.#accounts
  }

  /** To the time of a call; one that the clock does not take leaves it where it is. */
  async #moveClock (at: number): Promise<void> {
    this.#now = at
    try {
      await this.#sandbox.freeze(new Date(at))
    } catch (error) {
      if (!(error instanceof MockError) || error.status === 0) throw error
    }
  }

  async #send (call: CapturedCall): Promise<CapturedAnswer | undefined> {
    const code = needsCode(call) ? await newestCode(this.#sandbox) : undefined
    const given = this.#givens.for(call, code, this.#device.password)
    const path = pathFor(call.path, this.#known, given)
    const isLogin = /^\/am\/oauth2\/authorize/.test(path) && call.answer?.status === 302 && !/[?&]login=/.test(path)
    const login = isLogin ? `${path.includes('?') ? '&' : '?'}login=${encodeURIComponent(this.#account)}` : ''
    const body = call.body === undefined ? {} : { body: bodyFor(call.body, this.#known, given) }
    return await askMock(`${this.#sandbox.url}${path}${login}`, { method: call.method, headers: headersFor(call, this.#known, this.#account), ...body })
  }
}

/** Why a call cannot be sent as it was. */
function obstacleOf (call: CapturedCall): Wording | undefined {
  if (isDeviceCall(call)) return isPlayable(call) ? undefined : words`no client is known that plays this mode of the device protocol`
  return call.lacksBody ? words`the capture does not have the body of the request: record it with content embedded` : undefined
}

function notesOn (call: CapturedCall, mock: CapturedAnswer): Wording[] {
  return [
    ...mock.body === undefined ? [words`the mock answers with a stream, which is not read`] : [],
    ...call.answer?.body === undefined ? [words`the capture has the status alone`] : [],
    ...isDeviceCall(call) ? [words`sent by the mock's own device`] : []
  ]
}
