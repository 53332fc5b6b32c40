import { Type } from '@sinclair/typebox'
import type { Token } from '../../oauth/token.ts'
import { Tokens } from '../../oauth/tokens.ts'
import { BoundedMap, entriesSchema } from '../../sandbox/memory/bounded-map.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { Caller } from '../language/operation.ts'

/** How many a sandbox remembers. */
const MAX_TOKENS = 10_000
const SCOPE = 'openid profile'
/** The tokens that the SDK holds for the user who is signed in. */
const TYPES = ['customerAt', 'cvs', 'idtoken', 'cognito', 'session'] as const

type TokenType = typeof TYPES[number]

/** The tokens that devices hold, by type, account and device. */
export class HeldTokens extends BoundedMap<string, string> {
  static readonly key = 'heldTokens'
  static readonly StateSchema = entriesSchema(Type.String({ maxLength: 2000 }), MAX_TOKENS, 'Token by type, account and device')

  constructor ({ memory }: Pick<Sandbox, 'memory'>) {
    super(MAX_TOKENS, memory)
  }

  /** Forgets what is kept for an account that is deleted. */
  forgetAccount (id: string): void {
    for (const key of [...this.keys()]) if (key.split(' ')[1] === id) this.delete(key)
  }
}

const keyOf = ({ account, deviceId }: Caller, type: TokenType) => `${type} ${account.id} ${deviceId}`

/** The token that this device holds; a new one where there is none alive, or where it is to be refreshed. */
export function holdToken (caller: Caller, type: TokenType, action: 'get' | 'refresh'): Token {
  const { sandbox, account } = caller
  const held = heldToken(caller, type)
  if (held !== undefined && action === 'get') return held
  if (held !== undefined) sandbox.part(Tokens).revoke(held)
  const token = sandbox.part(Tokens).issue('access', account, SCOPE)
  sandbox.part(HeldTokens).set(keyOf(caller, type), token.value)
  return token
}

/** Ends every token that this device holds. */
export function dropTokens (caller: Caller): void {
  for (const type of TYPES) {
    const held = heldToken(caller, type)
    if (held !== undefined) caller.sandbox.part(Tokens).revoke(held)
  }
}

/** The token that this device holds, while it is alive. */
export const heldToken = (caller: Caller, type: TokenType): Token | undefined =>
  caller.sandbox.part(Tokens).find('access', caller.sandbox.part(HeldTokens).get(keyOf(caller, type)))
