import { type Static, Type } from '@sinclair/typebox'
import { closedObject } from '../lib/closed-object.ts'
import { literals } from '../lib/literals.ts'
import { LINE, TIME } from './patterns.ts'

/** What a user of FCA's brands signs in with, in Gigya's words: username and password (`site`), or a social network. */
export const LOGIN_PROVIDERS = ['apple', 'yahoo', 'google', 'facebook', 'linkedin', 'twitter', 'mopar', 'site'] as const
export type LoginProvider = typeof LOGIN_PROVIDERS[number]

const timeOrNull = (description: string) => Type.Union([Type.String({ pattern: TIME }), Type.Null()], { description })

/** The account at Gigya, where users of FCA's brands sign in. */
export const GigyaSchema = closedObject({
  verified: Type.Boolean({ description: 'Whether the e-mail address is verified; false is 2384' }),
  profileComplete: Type.Boolean({ description: 'false is 2389' }),
  loginProviders: Type.Array(literals(LOGIN_PROVIDERS), { minItems: 1, maxItems: LOGIN_PROVIDERS.length, uniqueItems: true, description: 'What the user signs in with: another social network is 2388 where site is among them, else 2387, as is a username' }),
  passwordErrors: Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'Wrong passwords since the last right one; the fifth locks out' }),
  lockedUntil: timeOrNull('Until then it is 2383'),
  resetMailAt: timeOrNull('When a mail to set a new password was last asked for')
})
export type Gigya = Static<typeof GigyaSchema>

const line = Type.Optional(Type.String({ pattern: LINE }))

/** The person; what is left out is empty in the profile. */
export const ProfileSchema = closedObject({ firstName: line, lastName: line, country: line, locale: line, state: line, industry: line }, { description: "The person, as the profile of FCA's brands shows it" })
export type Profile = Static<typeof ProfileSchema>

/** The password of an account of FCA's brands, which is shown only to who asks for secrets. */
export const PasswordSchema = Type.String({ pattern: LINE, description: 'Of FCA\'s brands; without one any is right. A wrong one is 2210; shown with secrets=true only' })
