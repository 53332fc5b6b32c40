import { Type } from '@sinclair/typebox'
import type { Account } from '../../client/contract.ts'
import { closedObject } from '../../lib/closed-object.ts'
import { literals } from '../../lib/literals.ts'
import { filled } from '../short.ts'
import { CHANGING, READING, tool } from '../tool.ts'
import { showFault } from './faults.ts'

export const getState = tool({
  name: 'get_state',
  description: 'URL for the app, accounts (the id is a token too), faults that are on, scenarios, clock.',
  input: closedObject({}),
  annotations: READING,
  run: async (_input, { sandbox }) => {
    const [clock, faults, scenarios, accounts] = await Promise.all([sandbox.clock(), sandbox.faults(), sandbox.scenarios(), sandbox.accounts()])
    return {
      url: withoutLogin(sandbox.url),
      clock,
      faults: faults.map(showFault),
      scenarios: scenarios.map(({ name, title, active }) => ({ name, title, ...active && { active } })),
      accounts: accounts.map(showAccount)
    }
  }
})

export const setClock = tool({
  name: 'set_clock',
  description: 'Moves, stops or resets the clock of the mock: codes and tokens expire at once.',
  input: closedObject({
    advance: Type.Optional(Type.String({ pattern: '^[+-]?(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?$', minLength: 2, maxLength: 40, description: 'Such as 5m, 1h30m, -2d' })),
    change: Type.Optional(literals(['freeze', 'run', 'reset']))
  }),
  annotations: CHANGING,
  run: async ({ advance, change }, { sandbox }) => {
    if (advance !== undefined) await sandbox.advance(milliseconds(advance))
    if (change === 'freeze') return await sandbox.freeze()
    if (change === 'run') return await sandbox.unfreeze()
    return change === 'reset' ? await sandbox.resetClock() : await sandbox.clock()
  }
})

function milliseconds (duration: string): number {
  const units = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 }
  const sum = [...duration.matchAll(/(\d+)([dhms])/g)].reduce((sum, [, number, unit]) => sum + Number(number) * units[unit as keyof typeof units], 0)
  return duration.startsWith('-') ? -sum : sum
}

/** An account as an agent is shown it: what tells it from the others. */
const showAccount = ({ id, brand, trustedPhoneNumber, hasPin, blocked, enrollments }: Account): object =>
  filled({ id, brand, trustedPhoneNumber, hasPin, blocked: blocked === 'NotBlocked' ? null : blocked, enrollments })

/** A URL that names no password. */
const withoutLogin = (url: string): string => url.replace(/\/\/[^/@]*@/, '//')
