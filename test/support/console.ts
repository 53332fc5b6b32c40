import type { Test } from 'tap'
import { startService } from './service.ts'
import { envelopeOf, textsOf } from './soap.ts'

const PATH = '/v2/services/ConsoleAdmin'

/** An answer of ConsoleAdmin: its XML, and the texts of its elements. */
export interface ConsoleAnswer {
  readonly xml: string
  readonly status: number
  /** The `err`, or where the answer is a text, that. */
  readonly err: string | undefined
  /** The first element of a name. */
  readonly one: (name: string) => string | undefined
  readonly all: (name: string) => string[]
}

/** A server that manages its users by SOAP. */
export async function startConsole (t: Test, environment: Record<string, string> = {}) {
  const service = await startService(t, environment)
  const ask = async (operation: string, fields: Readonly<Record<string, string | number>> = {}, headers: Record<string, string> = {}): Promise<ConsoleAnswer> => {
    const { payload: xml, statusCode: status } = await service.app.inject({ method: 'POST', url: PATH, headers: { 'content-type': 'text/xml', ...headers }, payload: envelopeOf(operation, { userid: 0, serviceid: 1201, ...fields }, 'http://console.inwebo.com') })
    const all = (name: string) => textsOf(xml, name)
    return { xml, status, err: all('err')[0] ?? all(`${operation}Return`)[0], one: (name) => all(name)[0], all }
  }
  const create = async (fields: Readonly<Record<string, string | number>> = {}) =>
    await ask('loginCreate', { login: 'ann@example.org', firstname: 'Ann', name: 'Lee', mail: 'ann@example.org', phone: '0639980042', status: 0, role: 0, access: 1, codetype: 0, lang: 'en', extrafields: '', ...fields })
  /** The id of the login of an account. */
  const idOf = async (login: string): Promise<string> => (await ask('loginSearch', { loginname: login, exactmatch: 1, offset: 0, nmax: 1, sort: 0 })).one('id') ?? ''
  return { ...service, ask, create, idOf }
}
