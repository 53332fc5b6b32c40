import { DeviceClient } from './device-client.ts'
import type { Account } from '../../src/sandbox/accounts/account.ts'
import { Fixtures } from '../../src/sandbox/accounts/fixtures.ts'
import { Sandbox } from '../../src/sandbox/sandbox.ts'
import { Targets } from '../../src/targets/targets.ts'
import { inweboTargets } from '../../src/inwebo/targets.ts'
import type { Settings } from '../../src/sandbox/settings.ts'
import type { ProtocolContext } from '../../src/inwebo/device-protocol/context.ts'
import { type ServerKeys, loadKeys } from '../../src/inwebo/crypto/server-keys.ts'
import { answer } from '../../src/inwebo/device-protocol/dispatch.ts'
import { protocolRandom } from '../../src/inwebo/crypto/protocol-random.ts'

/** The Tsync of the recorded conversations, in milliseconds. */
export const START = 1_700_000_000_000

export const settings: Settings = {
  sdkVersion: '2.0.X',
  activationCodeLength: 9,
  phoneRegion: 'FR',
  smsCodeLength: 6,
  smsCodeTtl: 300,
  smsMaxAttempts: 3,
  maxPinErrors: 3,
  maxEnrollments: 20,
  seed: 1,
  httpStatus: 'semantic',
  magicNumbers: true,
  numbers: 'drama',
  requireInitialize: false,
  strictVersion: false,
  auth: 'required',
  refreshRotation: true,
  reasonHeader: true,
  inboxSize: 100,
  journalSize: 100,
  faultHangMax: 1000
}

/** An account without PIN and devices, in good order. */
export const carol: Account = {
  id: 'carol',
  login: 'carol@example.com',
  customerId: 'AP-ACNT200000000003',
  brand: 'Peugeot',
  trustedPhoneNumber: '+33639980003',
  pinErrors: 0,
  blocked: 'NotBlocked',
  enrollments: 0,
  otpCount24h: 0,
  devices: [],
  inwebo: {
    activated: false,
    services: 1,
    access: 'granted',
    libraryVersion: '0.2.11',
    minLibraryVersion: '0.2.0',
    synchronised: true,
    postSync: 'ok',
    upgradable: false
  },
  application: { core: 'configured', strongAuthentication: 'configured' },
  vehicles: []
}

export const keys: ServerKeys = loadKeys('fixtures/keys')

/** A sandbox with one account, on a machine whose clock stands still. */
export function inweboWorld ({ account = {}, ...changed }: Partial<Settings> & { account?: Partial<Account> } = {}) {
  const sandbox = new Sandbox('default', {
    settings: { ...settings, ...changed },
    fixtures: new Fixtures([{ ...carol, ...account }]),
    targets: new Targets(inweboTargets),
    machine: () => START
  })
  const context: ProtocolContext = { sandbox, keys, random: protocolRandom(sandbox) }
  const refusal: { reason?: string | undefined } = {}
  /** Sends a query to the protocol, as a device client does; `refusal` then says why it was refused. */
  const send = (query: string) => {
    const { xml, refused } = answer(context, Object.fromEntries(new URLSearchParams(query)))
    refusal.reason = refused?.reason
    return xml
  }
  return {
    sandbox,
    context,
    send,
    refusal,
    account: () => sandbox.accounts.get('carol') ?? carol,
    /** Changes the account behind the protocol's back. */
    change: (changed: Partial<Account>) => sandbox.accounts.put({ ...sandbox.accounts.get('carol') ?? carol, ...changed }),
    sms: (code: string) => putCode(sandbox, 'enrollment', code),
    /** Lets time pass; milliseconds. */
    wait: (time: number) => sandbox.clock.set(sandbox.clock.now() + time)
  }
}

/** A world with a device that enrolled with PIN 1234. */
export async function enrolledWorld (options: Parameters<typeof inweboWorld>[0] = {}) {
  const world = inweboWorld(options)
  const client = new DeviceClient(world.send)
  await client.enrol(world.sms('123456789'), '1234')
  return { ...world, client }
}

/** Makes a code pending for the account, as if an SMS with it had been sent. */
export function putCode (sandbox: Sandbox, purpose: 'enrollment' | 'resetPIN', code: string): string {
  const now = sandbox.clock.now()
  sandbox.codes.issue({ account: 'carol', purpose, code, phoneNumber: '+33639980003', sentAt: now, expiresAt: now + 900_000 })
  return code
}
