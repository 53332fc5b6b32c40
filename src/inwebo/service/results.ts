import type { ResultType } from './operation.ts'

/** What a check of a one-time password, a seal or a push answers. */
export const AUTHENTICATION: ResultType = {
  name: 'AuthenticationResult',
  fields: { err: 'string', name: 'string', alias: 'string', version: 'string', platform: 'string', type: 'string', timestamp: 'dateTime', mime: 'string' }
}

const { mime, ...device } = AUTHENTICATION.fields

/** What a push answers. */
export const PUSH_SENT: ResultType = { name: 'PushAuthenticateResult', fields: { ...device, sessionId: 'string', mime: 'string' } }
