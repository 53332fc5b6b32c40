import type { Test } from 'tap'
import { Http } from '../../src/client/http.ts'
import type { SandboxClient } from '../../src/client/sandbox-client.ts'
import { readRecording } from '../../src/replay/recording.ts'
import { replay, type Replayed } from '../../src/replay/replay.ts'
import { DeviceClient } from './device-client.ts'
import { started } from '../library/support.ts'

/** Plays a HAR on a fresh server. */
export const played = async (t: Test, har: unknown): Promise<Replayed[]> => await replay(readRecording(har), new Http((await started(t, { seed: 1 })).url, {}))

/** What differs and what was left out, in short. */
export const told = (replayed: readonly Replayed[]): string[] => replayed.filter(({ verdict }) => verdict !== 'same').map(({ call: { number, operation }, verdict, why }) => `${number} ${operation ?? ''} ${verdict}: ${why.join('; ')}`)

/** A client that notes what it got. */
export class NotingClient {
  readonly texts: string[] = []
  readonly #url: string

  constructor ({ url }: Pick<SandboxClient, 'url'>) {
    this.#url = url
  }

  async ask (path: string, options: RequestInit = {}): Promise<{ headers: Headers, text: string }> {
    const answer = await fetch(this.#url + path, { redirect: 'manual', ...options })
    const text = await answer.text()
    this.texts.push(text)
    return { headers: answer.headers, text }
  }

  /** A request of the SDK, of alice unless a token is given. */
  async get (api: string, token = 'alice'): Promise<string> {
    return (await this.ask(`/pims.authentication.${api}`, { headers: { authorization: `Bearer ${token}` } })).text
  }

  async set (api: string, body: object): Promise<string> {
    return (await this.ask(`/pims.authentication.${api}`, { method: 'POST', headers: { authorization: 'Bearer alice', 'content-type': 'application/json' }, body: JSON.stringify(body) })).text
  }

  /** The flow of the README: a code, and the number changed with it. */
  async changeNumber (box: SandboxClient): Promise<void> {
    await this.get('smscode?type=phoneNumberCertification&phoneNumber=0612345678')
    const smsCode = await box.sms({ to: '0612345678' })
    await this.set('smscode', { type: 'modifyPhoneNumber', smsCode, phoneNumber: '0612345678' })
  }

  /** A login of alice by OAuth. @returns the access token */
  async signIn (): Promise<string> {
    const query = new URLSearchParams({ client_id: 'app', redirect_uri: 'mymap://oauth2redirect/fr', response_type: 'code', scope: 'openid', state: 'some-state', login: 'alice' })
    const { headers } = await this.ask(`/am/oauth2/authorize?${query.toString()}`)
    const code = new URLSearchParams(headers.get('location')?.split('?')[1]).get('code') ?? ''
    const { text } = await this.ask('/am/oauth2/access_token', {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from('app:app-secret').toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: 'mymap://oauth2redirect/fr' })
    })
    return (JSON.parse(text) as { access_token: string }).access_token
  }

  /** A device of its own for alice, and a one-time password of it. */
  async enrol (box: SandboxClient): Promise<void> {
    await this.get('smscode?type=enrollment')
    const device = new DeviceClient(async (query) => (await this.ask(`/iwws/MAC?${query}`)).text)
    await device.enrol(await box.sms({ purpose: 'enrollment' }), '1234')
    await device.otp()
  }
}
