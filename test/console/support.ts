import type { Account, Contract, Entry, Fault, Operation, Sms } from '../../console/state/world/wire.ts'

export const sms = (more: Partial<Sms> = {}): Sms => ({ id: 'sms-1', to: '+33639980001', code: '482913', purpose: 'phoneNumberCertification', account: 'alice', text: '', sentAt: '2026-01-01T12:00:00.000Z', expiresAt: '2026-01-01T12:05:00.000Z', state: 'pending', attemptsLeft: 3, ...more })

export const entry = (more: Partial<Entry> = {}): Entry => ({
  id: 'e1', at: '2026-01-01T12:00:00.000Z', arrival: 1, face: 'pims', channel: 'http', direction: 'in', method: 'POST', path: '/pims.authentication.smscode', query: '', userAgent: null, operation: 'set.smscode.modifyPhoneNumber', account: 'alice', device: 'device-1', phoneNumber: null, parameters: null, status: 'SUCCEEDED', answered: more.httpStatus !== null, httpStatus: 200, code: null, fault: null, changes: [], violations: [], sms: null, reason: null, duration: 1, end: null, ...more
})

export const fault = (more: Partial<Fault> = {}): Fault => ({ id: 'f', match: {}, effect: { error: 2310 }, hits: 0, remaining: null, targets: [], shadowedBy: null, explanation: '', ...more })

export const operation = (id: string, codes: readonly number[], more: Partial<Operation> = {}): Operation => ({
  id, component: 'StrongAuthentication', verb: id.startsWith('get') ? 'get' : 'set', api: `pims.authentication.${id.split('.')[1] ?? ''}`, selector: null, since: '2.0', summary: '', built: true, hidden: false, kind: 'behaved', family: 'psa', identity: 'required', parameters: [], extras: [], output: [], errors: codes.map((code) => ({ code, label: `label ${code} `, status: 400, reach: {} })), ...more
})

export const contract: Contract = {
  sdkVersion: '2.0.X',
  operations: [operation('get.smscode.enrollment', [2101, 2310]), operation('set.smscode.enrollment', [2101, 2310, 2316]), operation('set.smscode.modifyPhoneNumber', [2201, 2310, 2311])],
  facade: [operation('set.release', [2001])],
  targets: [
    { id: 'set.smscode.modifyPhoneNumber', face: 'pims', name: 'modifyPhoneNumber', codes: [2201, 2310, 2311], sendsSms: false, variesOtp: false, takes: ['error', 'transport', 'http'] },
    { id: 'inwebo.otp', face: 'inwebo', name: 'otp', codes: [2310, 9999], sendsSms: false, variesOtp: true, takes: ['error', 'transport', 'http', 'otp'] }
  ]
}

export const account = (more: Partial<Account> = {}): Account => ({
  id: 'alice',
  login: 'alice@example.com',
  customerId: 'c',
  brand: 'Peugeot',
  trustedPhoneNumber: '+33639980001',
  hasPin: true,
  pinErrors: 0,
  blocked: 'NotBlocked',
  enrollments: 1,
  otpCount24h: 0,
  limits: {},
  pushAnswer: 'ignore',
  family: 'psa',
  hasPassword: false,
  devices: [{ id: 'device-1', name: 'Test phone', enabled: true, enrolledAt: '2024-01-01T12:00:00.000Z' }],
  inwebo: { activated: true, services: 1, access: 'granted', libraryVersion: '0.2.11', minLibraryVersion: '0.2.0', synchronised: true, postSync: 'ok', upgradable: false },
  application: { core: 'configured', strongAuthentication: 'configured' },
  vehicles: [],
  meets: [],
  fixture: 'same',
  pending: [],
  ...more
})
