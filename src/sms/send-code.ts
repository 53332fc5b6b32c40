import { Budget } from '../accounts/budget.ts'
import { limitsOf } from '../accounts/limits.ts'
import type { Account } from '../sandbox/accounts/account.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Settings } from '../sandbox/settings.ts'
import type { Purpose } from '../wire/sms.ts'

/** What the codes of a purpose look like and how long they live. */
interface CodeTemplate {
  readonly text: (code: string) => string
  readonly length: (settings: Settings) => number
  /** Milliseconds. */
  readonly ttl: (sandbox: Sandbox, account: Account) => number
}

const activationCodeTtl = (sandbox: Sandbox, account: Account) => limitsOf(sandbox, account).activationCodeTtl

const TEMPLATES: Readonly<Record<Purpose, CodeTemplate>> = {
  phoneNumberCertification: {
    text: (code) => `Your code to certify this phone number is ${code}.`,
    length: ({ smsCodeLength }) => smsCodeLength,
    ttl: ({ settings }) => settings.smsCodeTtl * 1000
  },
  enrollment: {
    text: (code) => `Your activation code is ${code}.`,
    length: ({ activationCodeLength }) => activationCodeLength,
    ttl: activationCodeTtl
  },
  resetPIN: {
    text: (code) => `Your code to choose a new PIN is ${code}.`,
    length: ({ activationCodeLength }) => activationCodeLength,
    ttl: activationCodeTtl
  }
}

/** How an SMS is delivered when a fault changes it; `delay` is in milliseconds of the sandbox's clock. */
export type Delivery = 'drop' | 'duplicate' | { readonly delay: number }

/** Sends a new code to an E.164 number; it replaces the account's earlier one for the same purpose. */
export function sendCode (sandbox: Sandbox, account: Account, purpose: Purpose, to: string, delivery?: Delivery): void {
  const { settings, clock, random } = sandbox
  const template = TEMPLATES[purpose]
  const now = clock.now()
  const code = settings.smsCode ?? random.digits(template.length(settings))
  const { id: codeId, expiresAt } = sandbox.codes.issue({ account: account.id, purpose, code, phoneNumber: to, sentAt: now, expiresAt: now + template.ttl(sandbox, account) })
  const sms = () => ({
    id: `sms-${random.hex(8)}`,
    to,
    code,
    codeId,
    purpose,
    account: account.id,
    text: template.text(code),
    sentAt: new Date(now).toISOString(),
    expiresAt
  })
  sandbox.part(Budget).count(account.id, 'sms')
  if (delivery === 'drop') return sandbox.inbox.lose(sms())
  sandbox.inbox.deliver(sms(), typeof delivery === 'object' ? now + delivery.delay : now)
  if (delivery === 'duplicate') sandbox.inbox.deliver(sms())
}
