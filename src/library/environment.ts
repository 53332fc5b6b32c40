import type { Settings } from '../client/contract.ts'

/** Settings as the environment has them: `SMS_CODE_TTL` of `smsCodeTtl`. */
export const environmentOf = (settings: Readonly<Settings>): Record<string, string> => Object.fromEntries(Object.entries(settings)
  .filter(([, value]) => value !== undefined)
  .map(([name, value]) => [name.replaceAll(/[A-Z]/g, '_$&').toUpperCase(), String(value)]))
