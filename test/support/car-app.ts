import type { Test } from 'tap'
import { start } from './start.ts'

/** The car of `alice`. */
export const VIN = 'VR3UHZKXZL0000001'

/** An app on a device whose user has an enrolled account, on a server whose clock stands still. */
export async function carApp (t: Test, { as = 'alice', device = 'device-1', environment = {} }: { readonly as?: string, readonly device?: string, readonly environment?: Record<string, string> } = {}) {
  const started = await start(t, environment)
  await started.admin('PUT', 'clock', { frozen: true })
  const on = (who: string, where: string) => {
    const headers = { authorization: `Bearer ${who}`, 'x-device-id': where }
    return {
      get: async (api: string, query: Record<string, string | string[]> = {}) => (await started.call({ url: `/${api}`, query, headers })).body ?? {},
      set: async (api: string, payload: object = {}) => (await started.call({ method: 'POST', url: `/${api}`, payload, headers })).body ?? {}
    }
  }
  const app = on(as, device)
  return {
    ...started,
    ...app,
    on,
    /** Lets time pass in the sandbox. */
    pass: (duration: string) => started.admin('PUT', 'clock', { advance: duration }),
    /** Changes the car of `alice`. */
    patch: (patch: object) => started.admin('PATCH', `accounts/alice/vehicles/${VIN}`, patch),
    /** Sets the car, verifies its key and draws a one-time password: all that a remote command needs. */
    async prepare (): Promise<void> {
      await app.set('pims.vehicle.vin', { actionType: 'remote', vin: VIN })
      await app.set('pims.vehicle.carkey')
      await app.get('pims.authentication.otp', { action: 'withPIN', pinCode: '1234' })
    }
  }
}
