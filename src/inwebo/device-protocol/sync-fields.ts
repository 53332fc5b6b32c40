import type { DeviceKeys } from '../../sandbox/accounts/account.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { encryptUnder } from '../crypto/primitives.ts'
import { SERVICE_ID, SERVICE_NAME } from '../service-id.ts'
import type { Fields } from './xml.ts'

/** What a device takes over from an answer that synchronises it: keys under its Kma, the time, its service. */
export const syncFields = ({ clock }: Sandbox, { Kma, K0, K1 }: DeviceKeys): Fields => ({
  K0: encryptUnder(Kma, K0),
  K1: encryptUnder(Kma, K1),
  Tsync: String(Math.floor(clock.now() / 1000)),
  s_n: '1',
  s_id: SERVICE_ID,
  s_name: SERVICE_NAME
})
