import type { Message } from './call.ts'
import type { Purpose, Sms } from './contract.ts'
import type { SandboxClient } from './sandbox-client.ts'

/** What is asked for. */
export interface WantedSms {
  /** `phoneNumberCertification` when absent. */
  readonly purpose?: Purpose
  /** In any usual spelling; the trusted number of the account when absent. */
  readonly to?: string
}

/** How whoever asks names what can be done about a refusal. */
export interface SendWords {
  /** Leaves the number out. */
  readonly leaveOut: string
  /** Names a number. */
  readonly name: string
  /** Says why a request was refused. */
  readonly why: string
  /** Switches faults off. */
  readonly ok: string
}

/** Why no SMS was sent; the message says what to do. */
export class NotSent extends Error {}

/**
 * Asks for an SMS code as the app of an account would.
 *
 * @returns the message that came
 * @throws NotSent where none did; MockError where there is no such account, or the server is not reached
 */
export async function sendSms (sandbox: SandboxClient, account: string, { purpose = 'phoneNumberCertification', to }: WantedSms, words: SendWords): Promise<Sms> {
  const { trustedPhoneNumber } = await sandbox.account(account).get()
  const number = numberFor(purpose, { account, to, trustedPhoneNumber }, words)
  const [before] = await sandbox.messages({ account, purpose, limit: 1 })
  const { status, error } = await ask(sandbox, purpose, account, number)
  if (status !== 'SUCCEEDED') throw new NotSent(`the request was refused with ${error?.code} ${error?.label}; ${words.why} says why.`)
  const [sms] = await sandbox.messages({ account, purpose, limit: 1 })
  if (sms === undefined || sms.id === before?.id) throw new NotSent(`the request succeeded, but no SMS has arrived: a fault loses it or holds it back. ${words.ok} switches faults off.`)
  return sms
}

/** The number that the app would name. @throws NotSent where there is none, or another than the code is sent to */
function numberFor (purpose: Purpose, { account, to, trustedPhoneNumber }: { account: string, to: string | undefined, trustedPhoneNumber: string | null }, words: SendWords): string {
  const isFixed = purpose === 'resetPIN' || (purpose === 'enrollment' && trustedPhoneNumber !== null)
  if (isFixed && to !== undefined) throw new NotSent(`a code for ${purpose} is sent to the trusted number of the account: ${words.leaveOut}.`)
  const number = to ?? trustedPhoneNumber
  if (number !== null) return number
  throw new NotSent(isFixed
    ? `${account} has no trusted number to send a code for ${purpose} to.`
    : `${account} has no trusted number. ${words.name}`)
}

async function ask (sandbox: SandboxClient, purpose: Purpose, account: string, phoneNumber: string): Promise<Message> {
  if (purpose === 'resetPIN') return await sandbox.call('get.smscode.resetPIN', {}, { account })
  return await sandbox.call(`get.smscode.${purpose}`, { phoneNumber }, { account })
}
