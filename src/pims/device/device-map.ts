import { BoundedMap } from '../../sandbox/memory/bounded-map.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { Caller } from '../language/operation.ts'

/** How many entries of a kind a sandbox remembers. */
export const MAX_REMEMBERED = 10_000

/** What the facade remembers of an account on a device. */
export class DeviceMap<Value> extends BoundedMap<string, Value> {
  constructor ({ memory }: Pick<Sandbox, 'memory'>, weigh?: (value: Value) => number) {
    super(MAX_REMEMBERED, memory, weigh)
  }

  /** Forgets what is kept for an account that is deleted. */
  forgetAccount (id: string): void {
    for (const key of [...this.keys()]) if (key.startsWith(`${id} `)) this.delete(key)
  }
}

/** The key of what is remembered for a caller. */
export const callerKey = ({ account, deviceId }: Caller): string => `${account.id} ${deviceId}`
