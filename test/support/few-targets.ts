import { Fixtures } from '../../src/sandbox/accounts/accounts.ts'
import type { Account } from '../../src/sandbox/accounts/account.ts'
import { Sandbox } from '../../src/sandbox/sandbox.ts'
import type { Settings } from '../../src/sandbox/settings.ts'
import { Targets } from '../../src/sandbox/targets.ts'
import { settings, START } from './inwebo.ts'

const code = (code: number, label: string, hasSubCodes = false) => ({ code, hasSubCodes, labelFor: () => label })

/** One operation of each kind that rules and the journal tell apart, and the codes that they document. */
export const fewTargets = new Targets([
  { id: 'get.smscode.phoneNumberCertification', name: 'phoneNumberCertification', face: 'pims', errors: [2101, 2202], sendsSms: true, parameters: new Set(['type', 'phoneNumber']) },
  { id: 'set.smscode.modifyPhoneNumber', name: 'modifyPhoneNumber', face: 'pims', errors: [2310, 2202, 2204], parameters: new Set(['type', 'phoneNumber', 'smsCode']) },
  { id: 'inwebo.otp', name: 'otp', face: 'inwebo', errors: [2310], variesOtp: true },
  { id: 'oauth.token', name: 'token', face: 'oauth', errors: [2202] }
], [code(2101, 'Missing [PARAMETER] parameter'), code(2202, 'Network error'), code(2204, 'Server "error"', true), code(2205, 'Other error', true), code(2310, 'Account blocked')])

/** A sandbox with these operations, on a machine whose clock stands still. */
export const fewTargetsSandbox = (changed: Partial<Settings> = {}, accounts: Account[] = []): Sandbox =>
  new Sandbox('default', { settings: { ...settings, ...changed }, targets: fewTargets, fixtures: new Fixtures(accounts), machine: () => START })
