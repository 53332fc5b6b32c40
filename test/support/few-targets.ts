import { HTTP_KINDS } from '../../src/effects/index.ts'
import { Fixtures } from '../../src/sandbox/accounts/fixtures.ts'
import type { Account } from '../../src/sandbox/accounts/account.ts'
import type { MemoryPool } from '../../src/sandbox/memory/memory.ts'
import { Sandbox } from '../../src/sandbox/sandbox.ts'
import type { Settings } from '../../src/sandbox/settings.ts'
import { Targets } from '../../src/targets/targets.ts'
import { settings, START } from './inwebo.ts'

/** One operation of each kind that rules and the journal tell apart, with a few codes. */
export const fewTargets = new Targets([
  { id: 'get.smscode.phoneNumberCertification', name: 'phoneNumberCertification', face: 'pims', takes: [...HTTP_KINDS, 'sms'], errors: [2101, 2202], parameters: new Set(['type', 'phoneNumber']) },
  { id: 'set.smscode.modifyPhoneNumber', name: 'modifyPhoneNumber', face: 'pims', takes: HTTP_KINDS, errors: [2310, 2202, 2204], parameters: new Set(['type', 'phoneNumber', 'smsCode']) },
  { id: 'inwebo.otp', name: 'otp', face: 'inwebo', takes: [...HTTP_KINDS, 'otp'], errors: [2310] },
  { id: 'oauth.token', name: 'token', face: 'oauth', takes: HTTP_KINDS, errors: [2202] }
])

/** A sandbox with these operations, on a machine whose clock stands still. */
export const fewTargetsSandbox = (changed: Partial<Settings> = {}, accounts: Account[] = [], memory?: MemoryPool): Sandbox =>
  new Sandbox('default', { settings: { ...settings, ...changed }, targets: fewTargets, fixtures: new Fixtures(accounts), machine: () => START, memory })
