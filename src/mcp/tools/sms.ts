import { Type } from '@sinclair/typebox'
import type { Sms } from '../../client/contract.ts'
import { sendSms } from '../../client/send-sms.ts'
import { closedObject } from '../../lib/closed-object.ts'
import { PurposeSchema } from '../../wire/sms.ts'
import { CHANGING, READING, tool } from '../tool.ts'

const WORDS = {
  leaveOut: 'leave `to` out',
  name: 'Give `to`, such as 0612345678.',
  why: 'explain_refusal',
  ok: 'stop_faults'
}

const given = { to: Type.Optional(Type.String()), purpose: Type.Optional(PurposeSchema) }

export const getSmsCode = tool({
  name: 'get_sms_code',
  description: 'The newest SMS code; waits (30 at most) for one that can be used.',
  input: closedObject({
    ...given,
    account: Type.Optional(Type.String()),
    after: Type.Optional(Type.String({ description: 'Id of an SMS: only a newer one' })),
    waitSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 30 }))
  }),
  annotations: READING,
  run: async ({ waitSeconds = 0, ...wanted }, { sandbox }) => show(await sandbox.message({ ...wanted, timeout: waitSeconds * 1000 }))
})

export const sendSmsCode = tool({
  name: 'send_sms_code',
  description: 'Asks for an SMS code as the app of an account would, to a phone number; answers it.',
  input: closedObject({ account: Type.String(), ...given }),
  annotations: CHANGING,
  run: async ({ account, ...wanted }, { sandbox }) => show(await sendSms(sandbox, account, wanted, WORDS))
})

const show = ({ id, code, to, account, purpose, state, attemptsLeft, expiresAt }: Sms): object =>
  ({ id, code, to, account, purpose, state, attemptsLeft, expiresAt })
