import { Type } from '@sinclair/typebox'
import type { Account } from '../../client/contract.ts'
import { closedObject } from '../../lib/closed-object.ts'
import { parseShortDuration } from '../../lib/short-duration.ts'
import { literals } from '../../lib/literals.ts'
import { filled } from '../short.ts'
import { CHANGING, READING, tool } from '../tool.ts'
import { showFault } from './faults.ts'

export const getState = tool({
  name: 'get_state',
  description: 'URL for the app, accounts (ids are tokens), faults, scenarios, clock.',
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
  description: 'Moves, stops or resets the clock: codes and tokens expire at once.',
  input: closedObject({
    advance: Type.Optional(Type.String({ maxLength: 40, description: '5m, 1h30m, -2d' })),
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

/** @throws Error that shows durations */
function milliseconds (advance: string): number {
  const parsed = parseShortDuration(advance)
  if (parsed === undefined) throw new Error(`"${advance}" is not a duration. Such as 5m, 1h30m or -2d.`)
  return parsed
}

/** An account as an agent is shown it: what tells it from the others. */
const showAccount = ({ id, brand, trustedPhoneNumber, hasPin, blocked, enrollments }: Account): object =>
  filled({ id, brand, trustedPhoneNumber, hasPin, blocked: blocked === 'NotBlocked' ? null : blocked, enrollments })

/** A URL that names no password. */
const withoutLogin = (url: string): string => url.replace(/\/\/[^/@]*@/, '//')
